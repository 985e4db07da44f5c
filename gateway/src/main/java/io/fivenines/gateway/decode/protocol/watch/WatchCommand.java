package io.fivenines.gateway.decode.protocol.watch;

import io.fivenines.gateway.decode.Downlink;
import io.fivenines.gateway.decode.Expected;
import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.telemetry.Command;
import io.fivenines.gateway.telemetry.CommandType;
import io.fivenines.gateway.telemetry.Order;

/**
 * Commands ("Beesure GPS SeTracker Server Protocol", 4P-Touch), each answered with its own word. The head is that of
 * the watch; where its frames carry a number, that of the order stands there.
 *
 * <pre>
 * [SG*8800000015*0002*CR]             where it is: it reports for some minutes
 * [SG*8800000015*000A*UPLOAD,600]     a report every so many seconds
 * [SG*8800000015*0005*RESET]          restart
 * </pre>
 */
final class WatchCommand {
    static final Downlink DOWNLINK =
            Downlink.answered(CommandType.TEXT, CommandType.POSITION, CommandType.INTERVAL, CommandType.REBOOT);

    private static final int INTERVAL_MIN = 10;
    private static final int INTERVAL_MAX = 65535;
    private static final int TEXT_MAX = 1000;

    private final StringBuilder maker = new StringBuilder("SG");
    private boolean numbered;
    private String word = "";

    /** Keeps the letters before the ident, and whether a number stands behind it. */
    void spokenTo(Frame frame, int ident, boolean numbered) {
        maker.setLength(0);
        for (int i = 1; i < ident - 1; i++) {
            maker.append((char) frame.at(i));
        }
        this.numbered = numbered;
    }

    /** Whether this begins with the word of what the watch was told last. */
    boolean isAnswered(Fields fields) {
        return !word.isEmpty() && fields.is(0, word);
    }

    boolean encode(Order order, CharSequence ident, Reply out) {
        Expected.dialect(order);
        String text = text(order.command());
        if (text.isEmpty()) {
            return false;
        }
        int comma = text.indexOf(',');
        word = comma < 0 ? text : text.substring(0, comma);
        out.u8('[').text(maker).u8('*').text(ident).u8('*');
        if (numbered) {
            out.hex(order.number(), 4).u8('*');
        }
        out.hex(text.length(), 4).u8('*').text(text).u8(']');
        return true;
    }

    private static String text(Command command) {
        if (command instanceof Command.Text given) {
            return Expected.ascii(given.text(), TEXT_MAX, "[]}");
        } else if (command instanceof Command.PositionRequest) {
            return "CR";
        } else if (command instanceof Command.Interval interval) {
            return "UPLOAD," + Expected.in("seconds", interval.seconds(), INTERVAL_MIN, INTERVAL_MAX);
        }
        return command instanceof Command.Reboot ? "RESET" : "";
    }
}
