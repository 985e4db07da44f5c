package io.fivenines.gateway.decode.protocol.gl200;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Session;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * The text form.
 *
 * <pre>
 * +RESP:GTFRI,060100,135790246811220,name,...,20090214093254,11F0$
 *       kind  version ident                   send time      count
 * +BUFF:GTFRI,...   stored and sent later
 * +ACK:GTGEO,...    a command was carried out; +ACK:GTHBD,... a heartbeat
 * +ACK:HBD,135790246811220,...   later devices: no GT, and the ident comes first
 * </pre>
 *
 * <p>Every report is answered: whether a tracker waits for that is a setting of its own, and one that does not wait
 * does not mind. A place with accuracy 0 is the last one the receiver had, and its time says when it was there.
 */
final class TextReport {
    private static final Param KIND = Param.named("message.type");
    private static final Param BUFFERED = Param.named("position.buffered");
    private static final Param NAME = Param.named("device.name");
    private static final Param VIN = Param.named("can.vin");
    private static final Param SENT = Param.named("device.timestamp");
    private static final Param RESULT = Param.named("command.result");
    private static final Param SERIAL = Param.named("gl200.command.serial");
    private static final int KIND_LENGTH = 3;
    private static final int IMEI_LENGTH = 15;
    private static final int VIN_LENGTH = 17;
    private static final int NOWHERE = -1;

    private final Session session;
    private final Layouts layouts;
    private final Place place;
    private final Report report = new Report();
    private int device = -1;

    TextReport(Session session, Layouts layouts) {
        this.session = session;
        this.layouts = layouts;
        place = new Place(layouts);
    }

    Verdict decode(Frame frame, Sink out) {
        Fields fields = frame.seek(0).split(frame.length() - 1, ',');
        int colon = fields.charAt(0, 4) == ':' ? 4 : 5;
        int kind = colon + (fields.charAt(0, colon + 1) == 'G' && fields.charAt(0, colon + 2) == 'T' ? 3 : 1);
        int ident = fields.isDigits(1, IMEI_LENGTH) ? 1 : 2;
        if (fields.count() < ident + 3 || fields.length(0) < kind + KIND_LENGTH) {
            return Verdict.TRUNCATED;
        }
        if (!session.identify(fields.text(ident))) {
            return Verdict.UNIDENTIFIED;
        }
        boolean known = fields.isHex(1) && (fields.length(1) == 6 || fields.length(1) == 10) && ident == 2;
        report.begin(fields, known ? (int) (fields.hex(1) >>> 16) : -1);
        device = known ? report.device() : device;
        boolean acknowledges = fields.charAt(0, 1) == 'A';
        boolean heartbeat = acknowledges && isHeartbeat(fields, kind);
        if (acknowledges && !heartbeat) {
            putAcknowledgement(kind, ident, out);
        } else if (!heartbeat) {
            putReport(kind, ident, out);
        }
        if (fields.isHex(fields.count() - 1)) {
            out.reply().text(heartbeat ? "+SACK:GTHBD," : "+SACK:");
            if (heartbeat) {
                out.reply().text(fields.text(1)).text(",");
            }
            out.reply().text(fields.text(fields.count() - 1)).text("$");
        }
        return Verdict.ACCEPTED;
    }

    /** What kind of device speaks, -1 before it has said so. */
    int device() {
        return device;
    }

    private static boolean isHeartbeat(Fields fields, int kind) {
        return fields.charAt(0, kind) == 'H' && fields.charAt(0, kind + 1) == 'B' && fields.charAt(0, kind + 2) == 'D';
    }

    private void putAcknowledgement(int kind, int ident, Sink out) {
        Fields fields = report.fields();
        int serial = report.end() - 1;
        out.message(report.timeMs(report.end())).put(KIND, "ACK");
        out.put(RESULT, fields.text(0, kind, KIND_LENGTH));
        if (serial > ident && fields.isHex(serial)) {
            out.put(SERIAL, fields.text(serial));
            AtCommand.answered((int) fields.hex(serial), out);
        }
        report.keep(ident + 2, serial, out);
    }

    private void putReport(int kind, int ident, Sink out) {
        Family family = layouts.of(report.fields(), 0, kind);
        int names = !family.named() ? 0 : hasVin(ident) ? 2 : 1;
        int start = ident + 1 + names;
        Layout whole = family.fitting(Layout.Part.ALL, report, start, report.end());
        int first = whole == null ? Place.next(report, start) : NOWHERE;
        if (whole == null && first < 0) {
            first = place.blank(report, family, start);
        }
        int at = first;
        for (int next = first < 0 ? NOWHERE : Place.next(report, first + 1); next >= 0; ) {
            begin(kind, at, out);
            report.keep(place.put(report, at, family.vouched(), out), next, out);
            at = next;
            next = Place.next(report, at + 1);
        }
        begin(kind, at, out);
        putNames(ident, names, out);
        if (at < 0) {
            putFields(
                    whole == null ? place.head(report, family, start, report.end()) : whole, start, report.end(), out);
        } else {
            putFields(place.head(report, family, start, first), start, first, out);
            int tail = place.put(report, at, family.vouched(), out);
            putFields(place.tail(report, family, tail, report.end()), tail, report.end(), out);
        }
        family.putFacts(report.type(), out);
        long sentMs = report.timeMs(report.end());
        if (sentMs != Sink.NO_TIME && sentMs != timeMs(at)) {
            out.put(SENT, sentMs / 1000);
        }
        for (int piece = 1; piece <= report.pieces(); piece++) {
            begin(kind, NOWHERE, out);
            report.keepPiece(piece, out);
        }
    }

    /** When the tracker was at a place or, where that is not said, when it sent the report. */
    private long timeMs(int at) {
        long timeMs = at < 0 ? Sink.NO_TIME : report.timeMs(at + 6);
        return timeMs == Sink.NO_TIME ? report.timeMs(report.end()) : timeMs;
    }

    private void begin(int kind, int at, Sink out) {
        out.message(timeMs(at));
        out.put(KIND, report.fields().text(0, kind, KIND_LENGTH));
        if (report.fields().charAt(0, 1) == 'B') {
            out.put(BUFFERED, true);
        }
    }

    /** Devices on the diagnostic bus send the vehicle's number before their name. */
    private boolean hasVin(int ident) {
        int device = report.device();
        int length = report.fields().length(ident + 1);
        boolean diagnostic = device == 0x1F || device == 0x2D || device == 0x36 || device == 0x5E;
        return diagnostic && (length == 0 || length == VIN_LENGTH);
    }

    private void putNames(int ident, int names, Sink out) {
        Fields fields = report.fields();
        if (names == 2 && fields.has(ident + 1)) {
            out.put(VIN, fields.text(ident + 1));
        }
        if (names > 0 && fields.has(ident + names)) {
            out.put(NAME, fields.text(ident + names));
        }
    }

    private void putFields(Layout layout, int from, int to, Sink out) {
        report.keep(layout == null ? from : layout.put(report, from, to, out), to, out);
    }
}
