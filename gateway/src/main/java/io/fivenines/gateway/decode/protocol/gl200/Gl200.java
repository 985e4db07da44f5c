package io.fivenines.gateway.decode.protocol.gl200;

import io.fivenines.gateway.decode.Codec;
import io.fivenines.gateway.decode.Downlink;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Framing;
import io.fivenines.gateway.decode.Opening;
import io.fivenines.gateway.decode.Protocol;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.decode.Session;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Order;

/**
 * Queclink's @Track protocols: the text form ({@link TextReport}), its binary twin ({@link HexReport}) and the tagged
 * form of later devices ({@link TagReport}). A connection may mix them.
 */
public final class Gl200 implements Codec {
    private static final int LENGTH_MAX = 16 * 1024;

    public static final Protocol PROTOCOL = new Protocol(
            "gl200",
            5004,
            Framing.of(LENGTH_MAX, Gl200::cut),
            Gl200::new,
            Opening.of(
                    "\\+(RESP|BUFF|ACK):",
                    "\\+(RSP|BSP|EVT|BVT|INF|BNF|CRD|BRD|HBD|ACK)[^:]",
                    "[+-]\\x00[\\x00-\\x0F].\\x00[\\x00-\\x09]",
                    "\\+\\x10.[\\x00-\\x09]"));

    private static final Layouts LAYOUTS = new Layouts();

    private final TextReport text;
    private final HexReport hex;
    private final TagReport tagged;

    Gl200(Session session) {
        text = new TextReport(session, LAYOUTS);
        hex = new HexReport(session);
        tagged = new TagReport(session);
    }

    private static int cut(Frame ahead) {
        boolean tagged = TagReport.begins(ahead);
        if (ahead.at(0) != '+' && !(ahead.at(0) == '-' && (tagged || ahead.length() < 2))) {
            int start = ahead.find('+', 1);
            return start < 0 ? -ahead.length() : -start;
        }
        if (tagged) {
            return ahead.length() < TagReport.HEAD ? 0 : binary(ahead, TagReport.length(ahead));
        }
        HexKind kind = ahead.length() < HexKind.LENGTH_KNOWN ? null : HexKind.of(ahead);
        if (kind != null) {
            return binary(ahead, kind.length(ahead));
        }
        return ahead.length() < HexKind.LENGTH_KNOWN ? 0 : text(ahead);
    }

    private static int binary(Frame ahead, int length) {
        if (length < HexKind.LENGTH_KNOWN || length > LENGTH_MAX) {
            return -1;
        }
        return ahead.length() < length ? 0 : length;
    }

    /** Text ends with a dollar sign, in some devices with a zero. */
    private static int text(Frame ahead) {
        for (int i = 0; i < ahead.length(); i++) {
            if (ahead.at(i) == '$' || ahead.at(i) == 0) {
                return i + 1;
            }
        }
        return 0;
    }

    @Override
    public Verdict decode(Frame frame, Sink out) {
        if (TagReport.begins(frame)) {
            return tagged.decode(frame, out);
        }
        HexKind kind = HexKind.of(frame);
        if (kind != null) {
            return hex.decode(frame, kind, out);
        }
        boolean report = frame.has(0, "+RESP:") || frame.has(0, "+BUFF:") || frame.has(0, "+ACK:");
        return report ? text.decode(frame, out) : Verdict.UNSUPPORTED;
    }

    @Override
    public Downlink downlink() {
        return AtCommand.DOWNLINK;
    }

    @Override
    public boolean encode(Order order, Reply out) {
        return AtCommand.encode(order, text.device(), out);
    }
}
