package io.fivenines.gateway.decode.protocol.meitrack;

import io.fivenines.gateway.decode.Downlink;
import io.fivenines.gateway.decode.Expected;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Command;
import io.fivenines.gateway.telemetry.CommandType;
import io.fivenines.gateway.telemetry.Order;

/**
 * Commands of "MEITRACK GPRS Protocol" 1.6 to 1.8. The answer has the word and OK or what is wrong; that to A10 is a
 * report with event 34.
 *
 * <pre>
 * where it is                               @@A25,IMEI,A10*58
 * every so many tens of seconds, to 65535   @@A27,IMEI,A12,6*11
 * five outputs: 1 on, 0 off, 2 as it is     @@A33,IMEI,C01,0,12222*..
 * </pre>
 *
 * <p>A text is the word and what belongs to it. There is no word to restart the whole device.
 */
final class GprsCommand {
    static final Downlink DOWNLINK =
            Downlink.answered(CommandType.TEXT, CommandType.OUTPUT, CommandType.POSITION, CommandType.INTERVAL);

    private static final int OUTPUTS = 5;
    private static final int STEP_SECONDS = 10;
    private static final int STEPS_MAX = 0xFFFF;
    private static final int TEXT_MAX = 1000;
    private static final int WORD = 3;

    private GprsCommand() {}

    static boolean encode(Order order, CharSequence ident, Reply out) {
        Expected.dialect(order);
        String text = text(order.command());
        if (text.isEmpty()) {
            return false;
        }
        int length = 1 + ident.length() + 1 + text.length() + Answer.TAIL;
        out.text("@@A").decimal(length, 2).u8(',').text(ident).u8(',');
        Answer.end(out.text(text));
        return true;
    }

    private static String text(Command command) {
        if (command instanceof Command.Text given) {
            return Expected.ascii(given.text(), TEXT_MAX, "*");
        } else if (command instanceof Command.Output output) {
            int before = Expected.output(output, OUTPUTS) - 1;
            return "C01,0," + "2".repeat(before) + (output.on() ? 1 : 0) + "2".repeat(OUTPUTS - before - 1);
        } else if (command instanceof Command.PositionRequest) {
            return "A10";
        } else if (command instanceof Command.Interval interval) {
            int seconds = Expected.in("seconds", interval.seconds(), STEP_SECONDS, STEPS_MAX * STEP_SECONDS);
            if (seconds % STEP_SECONDS != 0) {
                throw new IllegalArgumentException("seconds is " + seconds + ", expected a multiple of 10");
            }
            return "A12," + seconds / STEP_SECONDS;
        }
        return "";
    }

    /** A frame that is no report. */
    static void answered(Frame frame, int type, int end, Sink out) {
        int from = Math.min(end, type + WORD + 1);
        boolean wrong = frame.has(from, "ERR") || frame.has(from, "Err") || frame.has(from, "FAIL");
        CharSequence said = frame.seek(type).text(end - type);
        if (wrong) {
            out.refusal(Sink.UNNUMBERED, said);
        } else {
            out.answer(Sink.UNNUMBERED, said);
        }
    }
}
