package io.fivenines.gateway.decode.protocol.tk103;

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
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Order;
import io.fivenines.gateway.telemetry.Param;

/**
 * TK103 with frames in brackets ("GPRS Communication Protocol" of KX402/TK103B, version 1.5), and the trackers that
 * write the same with commas. Between two dollar signs stands free text, in which a bracket does not end the frame.
 *
 * <pre>
 * ( ID, 12 | kind, 4 | body )      (013612345678BR00080612A2232.9828N11404.9297E000.0022828000.0000000000L000230AA)
 * ( ID , kind , body )             (864768010009188,ZC13,271114,V,4012.19376N,00824.05638E,000.0,154436,000.0)
 * </pre>
 *
 * <pre>
 * BP00 handshake, answered AP01HSO    BP05 login with a place, answered AP05      BO01 alarm, answered AS01
 * BR00 place                          BZ00 cells                                  BV00 vehicle's number
 * BS50 BS51 battery of the vehicle    BQ86 readings of the vehicle's bus          ZC20 supply   ZC03 answer
 * DW50 to DW6F cells and Wi-Fi        anything else: a place, or the answer to a command
 * </pre>
 */
public final class Tk103 implements Codec {
    private static final int LENGTH_MAX = 4096;
    private static final int ID = 12;
    private static final int KIND = 4;
    private static final int VIN = 17;
    private static final int IMEI = 15;

    private static final Param RESULT = Param.named("command.result");
    private static final Param CAR = Param.named("can.vin");
    private static final Param BUS = Param.named("tk103.obd");
    private static final Param DEVICE_IMEI = Param.named("device.imei");

    public static final Protocol PROTOCOL = new Protocol(
            "tk103",
            5002,
            Framing.of(LENGTH_MAX, Tk103::cut),
            Tk103::new,
            Opening.of("\\([0-9A-Z]{11,12}B[A-Z][0-9A-F]{2}", "\\(\\d{11}", "\\(\\d{10},[A-Z]{2}[0-9A-F]{2}[,)]"));

    private final Session session;

    Tk103(Session session) {
        this.session = session;
    }

    private static int cut(Frame ahead) {
        int start = ahead.find('(', 0);
        if (start != 0) {
            return start < 0 ? -ahead.length() : -start;
        }
        boolean text = false;
        for (int i = 1; i < ahead.length(); i++) {
            if (ahead.at(i) == '$') {
                text = !text;
            } else if (ahead.at(i) == ')' && !text) {
                return i + 1;
            }
        }
        return 0;
    }

    @Override
    public Verdict decode(Frame frame, Sink out) {
        int end = frame.length() - 1;
        int comma = frame.find(',', 0);
        boolean commas = comma > 0 && isKind(frame, comma + 1) && frame.at(comma + 1 + KIND) == ',';
        int kind = commas ? comma + 1 : kind(frame);
        if (kind < 0) {
            return Verdict.UNSUPPORTED;
        }
        int idEnd = commas ? comma : kind;
        if (!session.identify(frame.seek(1).text(idEnd - 1))) {
            return Verdict.UNIDENTIFIED;
        }
        return commas ? withCommas(frame, kind, end, out) : compact(frame, kind, end, out);
    }

    /** Where the kind stands: after twelve characters, or sooner if the ID is shorter. */
    private static int kind(Frame frame) {
        for (int at = 1 + ID; at > 1; at--) {
            if (isKind(frame, at)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isKind(Frame frame, int at) {
        return isLetter(frame.at(at))
                && isLetter(frame.at(at + 1))
                && isHex(frame.at(at + 2))
                && isHex(frame.at(at + 3));
    }

    private static boolean isLetter(int c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isHex(int c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'F';
    }

    private static Verdict withCommas(Frame frame, int kind, int end, Sink out) {
        int body = kind + KIND + 1;
        if (frame.has(kind, "ZC20")) {
            Supply.store(frame, body, end, out);
        } else if (frame.has(kind, "ZC03")) {
            return answer(frame, body, end, out);
        } else if (frame.has(kind, "DW5") || frame.has(kind, "DW6")) {
            return Cells.storeWithWifi(frame, kind, end, out);
        } else if (Place.store(frame, kind, end, true, out) < 0) {
            out.message(Sink.NO_TIME).put(RESULT, frame.seek(kind).text(end - kind));
        }
        return Verdict.ACCEPTED;
    }

    private static Verdict compact(Frame frame, int kind, int end, Sink out) {
        int body = kind + KIND;
        if (frame.has(kind, "BP00")) {
            reply(frame, kind, "AP01HSO", out);
        } else if (frame.has(kind, "BZ00")) {
            Cells.store(frame, body, end, out);
        } else if (frame.has(kind, "BV00") && end - body == VIN) {
            out.message(Sink.NO_TIME).put(CAR, frame.seek(body).text(VIN));
        } else if (frame.has(kind, "BS50")) {
            return Bms.storeWhole(frame, body, end, out);
        } else if (frame.has(kind, "BS51")) {
            Bms.storeParts(frame, body, end, out);
        } else if (frame.has(kind, "BQ86")) {
            storeBus(frame, body, end, out);
        } else {
            storePlace(frame, kind, end, out);
        }
        return Verdict.ACCEPTED;
    }

    private static void storePlace(Frame frame, int kind, int end, Sink out) {
        int body = kind + KIND;
        int date = Place.store(frame, kind, end, false, out);
        if (date < 0) {
            out.message(Sink.NO_TIME).put(RESULT, frame.seek(kind).text(end - kind));
            if (!BracketCommand.isReport(frame, kind)) {
                out.answer(Sink.UNNUMBERED, frame.seek(kind).text(end - kind));
            }
        } else if (frame.has(kind, "BP04")) {
            out.answer(Sink.UNNUMBERED, "");
        } else if (frame.has(kind, "BP05")) {
            if (date - body == IMEI) {
                out.put(DEVICE_IMEI, frame.seek(body).text(IMEI));
            }
            reply(frame, kind, "AP05", out);
        } else if (frame.has(kind, "BO01")) {
            out.reply()
                    .bytes(frame, 0, kind)
                    .text("AS01")
                    .bytes(frame, body, date - body)
                    .text(")");
        }
    }

    private static void reply(Frame frame, int kind, String answer, Sink out) {
        out.reply().bytes(frame, 0, kind).text(answer).text(")");
    }

    /** The answer to a command: {@code ddmmyy,hhmmss,$text$}. */
    private static Verdict answer(Frame frame, int body, int end, Sink out) {
        int from = frame.find('$', body) + 1;
        if (from == 0) {
            return Verdict.TRUNCATED;
        }
        Fields fields = frame.seek(body).split(end - body, ',');
        boolean timed = fields.isDigits(0, 6) && fields.isDigits(1, 6);
        out.message(timed ? Utc.ddmmyy(fields.integer(0), fields.integer(1)) : Sink.NO_TIME);
        int to = frame.find('$', from);
        int length = (to < 0 ? end : to) - from;
        out.put(RESULT, frame.seek(from).text(length))
                .answer(Sink.UNNUMBERED, frame.seek(from).text(length));
        return Verdict.ACCEPTED;
    }

    /** Readings that are not documented: {@code ,0,hex,yymmddhhmmss,state}. */
    private static void storeBus(Frame frame, int body, int end, Sink out) {
        Fields fields = frame.seek(body).split(end - body, ',');
        boolean timed = fields.isDigits(3, 12);
        out.message(timed ? Utc.yymmdd(fields.digits(3, 0, 6), fields.digits(3, 6, 6)) : Sink.NO_TIME);
        fields.putText(2, BUS, out);
        State.put(frame, end, out);
    }

    @Override
    public Downlink downlink() {
        return BracketCommand.DOWNLINK;
    }

    @Override
    public boolean encode(Order order, Reply out) {
        return BracketCommand.encode(order, session.ident(), out);
    }
}
