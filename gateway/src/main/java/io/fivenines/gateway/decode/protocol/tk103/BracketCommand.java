package io.fivenines.gateway.decode.protocol.tk103;

import io.fivenines.gateway.decode.Downlink;
import io.fivenines.gateway.decode.Expected;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.telemetry.Command;
import io.fivenines.gateway.telemetry.CommandType;
import io.fivenines.gateway.telemetry.Order;

/**
 * Commands of "GPRS Communication Protocol" of KX402/TK103B, version 1.5. The answer to a command A... is a frame of
 * kind B...
 *
 * <pre>
 * (ID AP00)              where it is, answered BP04 with the place
 * (ID AV010)             AV01: oil, 0 cut, 1 restored; AV00: circuit
 * (ID AR00 003C 0000)    a report every so many seconds, for so many minutes, 0 for good; not answered
 * (ID AT00)              restart, answered BT00
 * </pre>
 *
 * <p>Output 1 is the oil, output 2 the circuit; on is cut. A text is what stands behind the ID. Trackers that write
 * with commas (VJOYCAR T903 and kin) take the text an SMS would have, and answer ZC03: dialect {@code sms}.
 *
 * <pre>
 * [begin]sms2,*getposl*,[end]    where it is      [begin]sms2,88888888,[end]    restart
 * </pre>
 */
final class BracketCommand {
    static final Downlink DOWNLINK = Downlink.answered(
                    CommandType.TEXT, CommandType.OUTPUT, CommandType.POSITION, CommandType.REBOOT)
            .unanswered(CommandType.INTERVAL);

    private static final int OUTPUTS = 2;
    private static final int SECONDS_MAX = 0xFFFF;
    private static final int TEXT_MAX = 1000;

    private BracketCommand() {}

    /** A kind that a tracker sends of its own accord, though it may have no place. */
    static boolean isReport(Frame frame, int kind) {
        return frame.at(kind) != 'B' || frame.has(kind, "BP05") || frame.has(kind, "BO") || frame.has(kind, "BR0");
    }

    static boolean encode(Order order, CharSequence ident, Reply out) {
        Command command = order.command();
        if (Expected.dialect(order, "sms") > 0) {
            out.text("[begin]sms2,").text(sms(command)).text(",[end]");
            return true;
        }
        out.u8('(').text(ident);
        if (command instanceof Command.Text given) {
            out.text(Expected.ascii(given.text(), TEXT_MAX, "()"));
        } else if (command instanceof Command.Output output) {
            out.text(Expected.output(output, OUTPUTS) == 1 ? "AV01" : "AV00").u8(output.on() ? '0' : '1');
        } else if (command instanceof Command.PositionRequest) {
            out.text("AP00");
        } else if (command instanceof Command.Interval interval) {
            out.text("AR00").hex(Expected.in("seconds", interval.seconds(), 1, SECONDS_MAX), 4);
            out.text("0000");
        } else if (command instanceof Command.Reboot) {
            out.text("AT00");
        } else {
            return false;
        }
        out.u8(')');
        return true;
    }

    private static String sms(Command command) {
        if (command instanceof Command.Text given) {
            return Expected.ascii(given.text(), TEXT_MAX, "()[]");
        } else if (command instanceof Command.PositionRequest) {
            return "*getposl*";
        } else if (command instanceof Command.Reboot) {
            return "88888888";
        }
        throw new IllegalArgumentException(
                "dialect sms has no word for " + command.type().label() + ", expected text, position or reboot");
    }
}
