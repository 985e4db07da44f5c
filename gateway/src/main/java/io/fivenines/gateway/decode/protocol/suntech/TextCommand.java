package io.fivenines.gateway.decode.protocol.suntech;

import io.fivenines.gateway.decode.Downlink;
import io.fivenines.gateway.decode.Expected;
import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Command;
import io.fivenines.gateway.telemetry.CommandType;
import io.fivenines.gateway.telemetry.Order;

/**
 * Commands of the legacy family ("ST300/340 Operation Manual - LATAM" 1.41, chapter 7) and of the universal one
 * ("Suntech Messages to Back-End Server" 1.60). A tracker is spoken to as it speaks; one that only sent bytes is taken
 * for a universal one.
 *
 * <pre>
 * ST300CMD;ID;02;Enable1\r     ST300CMD;Res;ID;010;Enable1;...\r     Enable1 Disable1 Enable2 Disable2 Reboot
 * CMD;ID;04;01\r               RES;ID;04;01;...\r                    04: 01 02 03 04 the same, 03;03 reboot
 * </pre>
 *
 * <p>Asked where it is (StatusReq, 03;01) a tracker sends a report as any other. A text is what stands behind the
 * version or, in the universal family, the ID. How often it reports is set together with all other intervals: a text
 * has to.
 */
final class TextCommand {
    static final Downlink DOWNLINK = Downlink.answered(CommandType.TEXT, CommandType.OUTPUT, CommandType.REBOOT)
            .unanswered(CommandType.POSITION);

    private static final int OUTPUTS = 2;
    private static final int FAMILY_LENGTH = 5;
    private static final int TEXT_MAX = 500;
    private static final String UNUSED = "NoUse";

    private final StringBuilder family = new StringBuilder(FAMILY_LENGTH);

    /** Keeps the family that a text's first field begins with, such as ST300 or SA200. */
    void spokenTo(Fields fields) {
        if (fields.length(0) >= FAMILY_LENGTH && family.length() == 0) {
            family.append(fields.text(0, 0, FAMILY_LENGTH));
        }
    }

    static void answered(Frame frame, int from, int end, Sink out) {
        int mark = frame.find(';', from) + 1;
        int stop = frame.find(';', mark);
        boolean refused = mark > 0 && stop >= 0 && stop < end && frame.has(stop - UNUSED.length(), UNUSED)
                || frame.has(end - UNUSED.length(), UNUSED);
        CharSequence said = frame.seek(from).text(end - from);
        if (refused) {
            out.refusal(Sink.UNNUMBERED, said);
        } else {
            out.answer(Sink.UNNUMBERED, said);
        }
    }

    boolean encode(Order order, CharSequence ident, Reply out) {
        Expected.dialect(order);
        boolean legacy = family.length() > 0;
        String text = text(order.command(), legacy);
        if (text.isEmpty()) {
            return false;
        }
        out.text(family).text("CMD;").text(ident).text(legacy ? ";02;" : ";");
        out.text(text).u8('\r');
        return true;
    }

    private static String text(Command command, boolean legacy) {
        if (command instanceof Command.Text given) {
            return Expected.ascii(given.text(), TEXT_MAX, "");
        } else if (command instanceof Command.Output output) {
            int number = Expected.output(output, OUTPUTS);
            if (legacy) {
                return (output.on() ? "Enable" : "Disable") + number;
            }
            return "04;0" + (2 * number - (output.on() ? 1 : 0));
        } else if (command instanceof Command.PositionRequest) {
            return legacy ? "StatusReq" : "03;01";
        } else if (command instanceof Command.Reboot) {
            return legacy ? "Reboot" : "03;03";
        }
        return "";
    }
}
