package io.fivenines.gateway.decode.protocol.ruptela;

import io.fivenines.gateway.decode.Crc;
import io.fivenines.gateway.decode.Downlink;
import io.fivenines.gateway.decode.Expected;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Command;
import io.fivenines.gateway.telemetry.CommandType;
import io.fivenines.gateway.telemetry.Order;

/**
 * What an SMS would say, command 108 ("FM Eco, FM Pro: SMS commands list", 2018-08-01), answered by command 7 in words.
 * A password stands before it and a blank between them; without one the blank stays.
 *
 * <pre>
 * +------+---+-----------------+------+
 * |length|108|password command |CRC-16|
 * +------+---+-----------------+------+
 * </pre>
 *
 * <p>{@code setio} takes 0, 1 or 2, as it is, for each of two outputs. How often a device reports is part of a
 * configuration: no word sets it alone.
 */
final class SmsCommand {
    static final Downlink DOWNLINK =
            Downlink.answered(CommandType.TEXT, CommandType.OUTPUT, CommandType.POSITION, CommandType.REBOOT);

    private static final int COMMAND = 108;
    private static final int LENGTH = 2;
    private static final int OUTPUTS = 2;
    private static final int TEXT_MAX = 900;

    private SmsCommand() {}

    static boolean encode(Order order, Reply out) {
        Expected.dialect(order);
        String text = text(order.command());
        if (text.isEmpty()) {
            return false;
        }
        String password = Expected.password(order, "");
        out.u16(1 + password.length() + 1 + text.length()).u8(COMMAND).text(password);
        out.u8(' ').text(text).u16(Crc.KERMIT.of(out, LENGTH));
        return true;
    }

    private static String text(Command command) {
        if (command instanceof Command.Text given) {
            return Expected.ascii(given.text(), TEXT_MAX, "");
        } else if (command instanceof Command.Output output) {
            String state = output.on() ? "1" : "0";
            return Expected.output(output, OUTPUTS) == 1 ? "setio " + state + ",2" : "setio 2," + state;
        } else if (command instanceof Command.PositionRequest) {
            return "coords";
        }
        return command instanceof Command.Reboot ? "reset" : "";
    }

    /** Words that end with {@code incorrect} or {@code FAIL}, or begin with an error, say that it was not done. */
    static void answered(Frame frame, int length, Sink out) {
        int start = frame.offset();
        int end = start + length;
        while (end > start && frame.at(end - 1) <= ' ') {
            end--;
        }
        boolean wrong = frame.has(end - "incorrect".length(), "incorrect") || frame.has(end - "FAIL".length(), "FAIL");
        CharSequence said = frame.text(end - start);
        if (wrong || frame.has(start, "ERROR")) {
            out.refusal(Sink.UNNUMBERED, said);
        } else {
            out.answer(Sink.UNNUMBERED, said);
        }
        frame.seek(start);
    }
}
