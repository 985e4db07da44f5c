package io.fivenines.gateway.decode.protocol.t800x;

import io.fivenines.gateway.decode.Downlink;
import io.fivenines.gateway.decode.Expected;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.telemetry.Command;
import io.fivenines.gateway.telemetry.CommandType;
import io.fivenines.gateway.telemetry.Order;

/**
 * Commands, kind 81, as the maker's TOPFLYtechCodec writes them: the text an SMS would have, in ASCII; the answer is in
 * UTF-16. The length is 16 whatever the text, and the number 1.
 *
 * <pre>
 * +------+----+-------+-------+---------+----+------+
 * | head | 81 | 00 10 | 00 01 | 0, IMEI | 01 | text |
 * +------+----+-------+-------+---------+----+------+
 * </pre>
 *
 * <p>The relay (T8808-A, user manual V1.1, 10.15) takes the PIN where one is given.
 */
final class ConfigCommand {
    static final Downlink DOWNLINK = Downlink.answered(CommandType.TEXT, CommandType.OUTPUT);

    private static final int KIND = 0x81;
    private static final int LENGTH = 0x10;
    private static final int NUMBER = 1;
    private static final int CONFIG = 1;
    private static final int IMEI_DIGITS = 15;
    private static final int TEXT_MAX = 1000;

    private ConfigCommand() {}

    static boolean encode(Order order, CharSequence ident, int head, Reply out) {
        Expected.dialect(order);
        String text = text(order);
        if (text.isEmpty()) {
            return false;
        }
        CharSequence imei = Expected.digits(ident, IMEI_DIGITS, IMEI_DIGITS);
        out.u8(head).u8(head).u8(KIND).u16(LENGTH).u16(NUMBER);
        int high = 0;
        for (int i = 0; i < IMEI_DIGITS; i += 2) {
            out.u8(high << 4 | imei.charAt(i) - '0');
            high = i + 1 < IMEI_DIGITS ? imei.charAt(i + 1) - '0' : 0;
        }
        out.u8(CONFIG).text(text);
        return true;
    }

    private static String text(Order order) {
        if (order.command() instanceof Command.Text given) {
            return Expected.ascii(given.text(), TEXT_MAX, "");
        } else if (order.command() instanceof Command.Output output) {
            Expected.output(output, 1);
            String pin = Expected.password(order, "");
            return (pin.isEmpty() ? "RELAY," : "RELAY," + pin + ",") + (output.on() ? "1#" : "0#");
        }
        return "";
    }
}
