package io.fivenines.gateway.decode.protocol.gps103;

import io.fivenines.gateway.decode.Downlink;
import io.fivenines.gateway.decode.Expected;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.telemetry.Command;
import io.fivenines.gateway.telemetry.CommandType;
import io.fivenines.gateway.telemetry.Order;

/**
 * Commands of Coban's "GPRS protocol", 2014-12-12: a letter, and what belongs to it.
 *
 * <pre>
 * **,imei:IMEI,J         cut oil and power, answered by a report with the keyword jt; K: restore, kt
 * **,imei:IMEI,B         where it is: a report as any other
 * **,imei:IMEI,C,05m     a report every 5 minutes; two digits and s, m or h
 * </pre>
 *
 * <p>A text is what stands behind the IMEI.
 */
final class LetterCommand {
    static final Downlink DOWNLINK = Downlink.answered(CommandType.TEXT, CommandType.OUTPUT)
            .unanswered(CommandType.POSITION, CommandType.INTERVAL);

    private static final int TEXT_MAX = 500;
    private static final int COUNT_MAX = 99;
    private static final int[] UNITS = {3600, 60, 1};

    private LetterCommand() {}

    static boolean encode(Order order, CharSequence ident, Reply out) {
        Expected.dialect(order);
        String text = text(order.command());
        if (text.isEmpty()) {
            return false;
        }
        out.text("**,imei:").text(ident).u8(',').text(text);
        return true;
    }

    private static String text(Command command) {
        if (command instanceof Command.Text given) {
            return Expected.ascii(given.text(), TEXT_MAX, "");
        } else if (command instanceof Command.Output output) {
            Expected.output(output, 1);
            return output.on() ? "J" : "K";
        } else if (command instanceof Command.PositionRequest) {
            return "B";
        }
        return command instanceof Command.Interval interval ? "C," + period(interval.seconds()) : "";
    }

    private static String period(int seconds) {
        for (int i = 0; i < UNITS.length; i++) {
            int count = seconds / UNITS[i];
            if (count * UNITS[i] == seconds && count <= COUNT_MAX) {
                return (count < 10 ? "0" : "") + count + "hms".charAt(i);
            }
        }
        throw new IllegalArgumentException(
                "seconds is " + seconds + ", expected at most 99 seconds, whole minutes or whole hours");
    }
}
