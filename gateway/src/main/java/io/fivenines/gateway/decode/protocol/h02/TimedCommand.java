package io.fivenines.gateway.decode.protocol.h02;

import io.fivenines.gateway.decode.Downlink;
import io.fivenines.gateway.decode.Expected;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.decode.Session;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.telemetry.Command;
import io.fivenines.gateway.telemetry.CommandType;
import io.fivenines.gateway.telemetry.Order;

/**
 * Commands with the server's time of day, which the answer V4 repeats behind the command's word:
 *
 * <pre>
 * *HQ,4106012345,S20,104000,1,1#       cut the oil at once; 1,0: restore
 * *HQ,4106012345,D1,104000,30,1#       a report every 30 seconds, one in a packet
 * *HQ,4106012345,R1,104000#            restart
 * *HQ,4106012345,V4,S20,104000,...#    done
 * </pre>
 *
 * <p>A text is a word and, behind a comma, what belongs to it: {@code CXZT}, {@code S71,22,300}. No word asks for the
 * place alone.
 */
final class TimedCommand {
    static final Downlink DOWNLINK =
            Downlink.answered(CommandType.TEXT, CommandType.OUTPUT, CommandType.INTERVAL, CommandType.REBOOT);

    private static final int TEXT_MAX = 500;
    private static final long TIME_OF_DAY = 1_000_000;

    private TimedCommand() {}

    static boolean encode(Order order, CharSequence maker, Session session, Reply out) {
        Expected.dialect(order);
        String text = text(order.command());
        if (text.isEmpty()) {
            return false;
        }
        int comma = text.indexOf(',');
        int word = comma < 0 ? text.length() : comma;
        out.u8('*').text(maker).u8(',').text(session.ident()).u8(',').text(text.substring(0, word));
        out.u8(',').decimal(Utc.digits(session.nowMs()) % TIME_OF_DAY, 6);
        out.text(text.substring(word)).u8('#');
        return true;
    }

    private static String text(Command command) {
        if (command instanceof Command.Text given) {
            return Expected.ascii(given.text(), TEXT_MAX, "*#");
        } else if (command instanceof Command.Output output) {
            Expected.output(output, 1);
            return output.on() ? "S20,1,1" : "S20,1,0";
        } else if (command instanceof Command.Interval interval) {
            return "D1," + interval.seconds() + ",1";
        }
        return command instanceof Command.Reboot ? "R1" : "";
    }
}
