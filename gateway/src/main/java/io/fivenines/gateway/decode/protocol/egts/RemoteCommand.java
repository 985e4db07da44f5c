package io.fivenines.gateway.decode.protocol.egts;

import io.fivenines.gateway.decode.Downlink;
import io.fivenines.gateway.decode.Expected;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Command;
import io.fivenines.gateway.telemetry.CommandType;
import io.fivenines.gateway.telemetry.Order;

/**
 * The service of commands, 4: sub-record 51 (GOST R 54619-2011, EGTS_SR_COMMAND_DATA). Its identifier is the order's
 * number; the confirmation repeats it.
 *
 * <pre>
 * kind and state u8 | identifier u32 | sender u32 | flags u8 | [charset u8] | data
 * 50: a command      data: address u16 | size and action u8 | code u16; 0008 restart
 * 40: a message      data: text
 * 1s, 2s             confirms a command, a message: s 0 done, 6 under way, others: not done
 * </pre>
 *
 * <p>The standard knows neither outputs nor a request for the place.
 */
final class RemoteCommand {
    static final Downlink DOWNLINK = Downlink.numbered(CommandType.TEXT, CommandType.REBOOT);

    private static final int SERVICE = 4;
    private static final int SUB_RECORD = 51;
    private static final int COMMAND = 0x50;
    private static final int MESSAGE = 0x40;
    private static final int COMMAND_CONFIRMED = 1;
    private static final int MESSAGE_CONFIRMED = 2;
    private static final int RESTART = 8;
    private static final int HAS_CHARSET = 1;
    private static final int CYRILLIC_1251 = 0;
    private static final int TEXT_MAX = 1000;
    /** Kind, identifier, sender and flags. */
    private static final int HEAD = 10;

    private static final int UNDER_WAY = 6;
    private static final String[] REASONS = {"", "failed", "not known", "deleted", "not found", "not confirmed"};

    private RemoteCommand() {}

    static boolean encode(Order order, Response packet, Reply out) {
        Expected.dialect(order);
        if (order.command() instanceof Command.Text given) {
            String text = Expected.ascii(given.text(), TEXT_MAX, "");
            begin(MESSAGE, HAS_CHARSET, 1 + text.length(), order, packet, out);
            out.u8(CYRILLIC_1251).text(text);
        } else if (order.command() instanceof Command.Reboot) {
            begin(COMMAND, 0, 5, order, packet, out);
            out.u16le(0).u8(0).u16le(RESTART);
        } else {
            return false;
        }
        packet.close(out);
        return true;
    }

    private static void begin(int kind, int flags, int length, Order order, Response packet, Reply out) {
        packet.open(SERVICE, 3 + HEAD + length, out).u8(SUB_RECORD).u16le(HEAD + length);
        out.u8(kind).u32le(order.number()).u32le(0).u8(flags);
    }

    /** Knows a confirmation by the upper half of its first byte. */
    static void answered(int kindAndState, long identifier, Sink out) {
        int kind = kindAndState >> 4;
        int state = kindAndState & 15;
        boolean confirms = kind == COMMAND_CONFIRMED || kind == MESSAGE_CONFIRMED;
        if (!confirms || state == UNDER_WAY || identifier < 1 || identifier > Order.NUMBER_MAX) {
            return;
        }
        if (state == 0) {
            out.answer((int) identifier, "");
        } else {
            out.refusal((int) identifier, state < REASONS.length ? REASONS[state] : "");
        }
    }
}
