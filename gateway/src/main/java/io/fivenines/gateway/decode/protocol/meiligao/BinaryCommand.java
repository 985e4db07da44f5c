package io.fivenines.gateway.decode.protocol.meiligao;

import io.fivenines.gateway.decode.Crc;
import io.fivenines.gateway.decode.Downlink;
import io.fivenines.gateway.decode.Expected;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.telemetry.Command;
import io.fivenines.gateway.telemetry.CommandType;
import io.fivenines.gateway.telemetry.Order;

/**
 * Commands of "Meiligao GPRS Communication Protocol" V2.2. The answer has the same number and 1, done, or 0, failed.
 *
 * <pre>
 * 4101                       where it is: a report as any other
 * 4102 | u16                 a report every so many tens of seconds
 * 4115 | u8 an output        at once: 1 on, 0 off; 4114: once it is slow; 2 leaves an output as it is
 * 4902                       restart
 * </pre>
 *
 * <p>A text is the number and the data, in hexadecimal digits.
 */
final class BinaryCommand {
    static final Downlink DOWNLINK = Downlink.answered(
                    CommandType.TEXT, CommandType.OUTPUT, CommandType.INTERVAL, CommandType.REBOOT)
            .unanswered(CommandType.POSITION);

    private static final int WHERE = 0x4101;
    private static final int INTERVAL = 0x4102;
    private static final int OUTPUT = 0x4115;
    private static final int OUTPUT_SLOW = 0x4114;
    private static final int RESTART = 0x4902;
    private static final int OUTPUTS = 5;
    private static final int AS_IT_IS = 2;
    private static final int STEP_SECONDS = 10;
    private static final int STEPS_MAX = 0xFFFF;
    private static final int DATA_MAX = 100;
    private static final int ID_DIGITS = 14;
    private static final int PADDING = 0xF;
    /** Head, length, ID, number, check sum and end. */
    private static final int AROUND = 17;

    private BinaryCommand() {}

    static boolean encode(Order order, CharSequence ident, Reply out) {
        boolean slow = Expected.dialect(order, "slow") > 0;
        Command command = order.command();
        CharSequence id = id(ident);
        if (command instanceof Command.Text given) {
            text(given.text(), id, out);
        } else if (command instanceof Command.Output output) {
            int number = Expected.output(output, OUTPUTS);
            begin(slow ? OUTPUT_SLOW : OUTPUT, number, id, out);
            for (int i = 1; i < number; i++) {
                out.u8(AS_IT_IS);
            }
            out.u8(output.on() ? 1 : 0);
        } else if (command instanceof Command.PositionRequest) {
            begin(WHERE, 0, id, out);
        } else if (command instanceof Command.Interval interval) {
            begin(INTERVAL, 2, id, out).u16(steps(interval.seconds()));
        } else if (command instanceof Command.Reboot) {
            begin(RESTART, 0, id, out);
        } else {
            return false;
        }
        out.u16(Crc.CCITT_FALSE.of(out, 0)).text("\r\n");
        return true;
    }

    /** The field has fourteen digits: of a longer number the tracker itself only knows those. */
    private static CharSequence id(CharSequence ident) {
        return Expected.digits(ident, 1, ID_DIGITS + 1).subSequence(0, Math.min(ID_DIGITS, ident.length()));
    }

    private static int steps(int seconds) {
        Expected.in("seconds", seconds, STEP_SECONDS, STEPS_MAX * STEP_SECONDS);
        if (seconds % STEP_SECONDS != 0) {
            throw new IllegalArgumentException("seconds is " + seconds + ", expected a multiple of " + STEP_SECONDS);
        }
        return seconds / STEP_SECONDS;
    }

    private static void text(String text, CharSequence id, Reply out) {
        if (!text.matches("[0-9A-Fa-f]{4}([0-9A-Fa-f]{2})*")) {
            throw new IllegalArgumentException(
                    "text is '" + text + "', expected the command's number and its data in hexadecimal digits");
        }
        int length = text.length() / 2 - 2;
        Expected.length(length, DATA_MAX, "bytes of data");
        begin(Integer.parseInt(text, 0, 4, 16), length, id, out);
        for (int i = 4; i < text.length(); i += 2) {
            out.u8(Integer.parseInt(text, i, i + 2, 16));
        }
    }

    private static Reply begin(int number, int length, CharSequence id, Reply out) {
        out.text("@@").u16(AROUND + length);
        for (int i = 0; i < ID_DIGITS; i += 2) {
            out.u8(digit(id, i) << 4 | digit(id, i + 1));
        }
        return out.u16(number);
    }

    private static int digit(CharSequence id, int i) {
        return i < id.length() ? id.charAt(i) - '0' : PADDING;
    }
}
