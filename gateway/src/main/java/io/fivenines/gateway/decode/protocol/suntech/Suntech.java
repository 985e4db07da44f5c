package io.fivenines.gateway.decode.protocol.suntech;

import io.fivenines.gateway.decode.Codec;
import io.fivenines.gateway.decode.Downlink;
import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Framing;
import io.fivenines.gateway.decode.Opening;
import io.fivenines.gateway.decode.Protocol;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.decode.Session;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Order;
import io.fivenines.gateway.telemetry.Param;

/**
 * Suntech ("ST300/340 Operation Manual - LATAM" 1.41, "ST310U Operation Manual" 1.08, "Suntech Messages to Back-End
 * Server" 1.62). Nothing is answered over TCP.
 *
 * <pre>
 * ST300STT;ID;...\r           legacy text: family and kind of report in one
 * ST910;Location;ID;...\r     legacy text, ST910
 * STT;ID;MAP;...\r            universal text: the map says which fields are there
 * 02 | length u16 | 10 ...    legacy zip; the length counts neither itself nor the 03 at the end
 * 81 | length u16 | ID ...    universal zip
 * </pre>
 */
public final class Suntech implements Codec {
    private static final int LENGTH_MAX = 8 * 1024;
    private static final int ZIP = 0x02;
    private static final int FAMILY_MIN = 5;

    private static final Param EVENT = Param.named("event.code");
    private static final Param RESULT = Param.named("command.result");
    private static final Param OTHER = Param.named("suntech.field.#");

    public static final Protocol PROTOCOL = new Protocol(
            "suntech",
            5011,
            Framing.of(LENGTH_MAX, Suntech::cut),
            Suntech::new,
            Opening.of(
                    "S[AT]\\d{3}([A-Z]{3})?;",
                    "[A-Z]{3};\\d{5}",
                    "\\x02[\\x00-\\x03].[\\x10-\\x1F]" + Opening.bcd(0, 99) + "{5}",
                    "[\\x81-\\x9F]\\x00." + Opening.bcd(0, 99) + "{5}"));

    private final Session session;
    private final TextCommand command = new TextCommand();

    Suntech(Session session) {
        this.session = session;
    }

    private static int cut(Frame ahead) {
        int blank = 0;
        while (ahead.at(blank) == '\r' || ahead.at(blank) == '\n') {
            blank++;
        }
        if (blank > 0) {
            return -blank;
        }
        boolean zip = ahead.at(0) == ZIP;
        if (zip || ahead.at(1) == 0) {
            int length = 3 + (ahead.at(1) << 8 | ahead.at(2)) + (zip ? 1 : 0);
            return ahead.length() < 3 || ahead.length() < length && length <= LENGTH_MAX ? 0 : length;
        }
        int end = ahead.find('\r', 0);
        if (end >= 0 && ahead.length() > 1) {
            // What a serial port sent may hold ends of lines.
            end = ahead.find('\r', Math.max(end, Serial.end(ahead, end)));
        }
        return end + 1;
    }

    @Override
    public Verdict decode(Frame frame, Sink out) {
        if (frame.at(0) == ZIP) {
            return ZipReport.store(frame, session, out);
        }
        if (frame.at(1) == 0) {
            return BinaryReport.store(frame, session, out);
        }
        int end = frame.length() - 1;
        Fields fields = frame.split(end, ';');
        boolean answer = fields.is(1, "Res");
        boolean simple = fields.length(0) == FAMILY_MIN && frame.has(0, "ST9");
        int ident = answer || simple ? 2 : 1;
        if (fields.count() <= ident || !isName(fields)) {
            return Verdict.UNSUPPORTED;
        }
        if (!session.identify(fields.text(ident))) {
            return Verdict.UNIDENTIFIED;
        }
        command.spokenTo(fields);
        if (answer || fields.is(0, "RES")) {
            int from = Texts.offset(fields, ident + 1);
            out.message(Sink.NO_TIME).put(RESULT, frame.seek(from).text(end - from));
            TextCommand.answered(frame, from, end, out);
            return Verdict.ACCEPTED;
        }
        if (!endsWith(fields, "ALV")) {
            read(frame, fields, end, ident, out);
        }
        return Verdict.ACCEPTED;
    }

    private static void read(Frame frame, Fields fields, int end, int ident, Sink out) {
        boolean stored;
        if (fields.length(0) < FAMILY_MIN) {
            stored = UniversalReport.store(frame, fields, end, out);
        } else if (ident > 1) {
            stored = SimpleReport.store(fields, out);
        } else if (endsWith(fields, "HTE")) {
            stored = TravelReport.store(fields, out);
        } else if (frame.has(0, "ST4")) {
            stored = CellReport.store(fields, out);
        } else {
            stored = LegacyReport.store(frame, fields, end, out);
        }
        if (!stored) {
            out.message(Sink.NO_TIME).put(EVENT, fields.text(ident - 1));
            Texts.putRest(fields, ident + 1, OTHER, out);
        }
    }

    /** Kinds of reports are capital letters, perhaps after a family of capital letters and digits. */
    private static boolean isName(Fields fields) {
        for (int k = 0; k < fields.length(0); k++) {
            char c = fields.charAt(0, k);
            if ((c < 'A' || c > 'Z') && (c < '0' || c > '9' || k == 0)) {
                return false;
            }
        }
        return fields.length(0) > 2;
    }

    private static boolean endsWith(Fields fields, String kind) {
        int from = fields.length(0) - kind.length();
        for (int k = 0; k < kind.length(); k++) {
            if (fields.charAt(0, from + k) != kind.charAt(k)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Downlink downlink() {
        return TextCommand.DOWNLINK;
    }

    @Override
    public boolean encode(Order order, Reply out) {
        return command.encode(order, session.ident(), out);
    }
}
