package io.fivenines.gateway.decode.protocol.gps103;

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
 * The protocol of Shenzhen Coban for GPS103, TK103B, GPS303, GPS403 and many clones ("GPRS data protocol", TK102 to
 * TK106; "GPRS protocol", 2014-12-12). A frame ends with a semicolon, a star, or a line's end.
 *
 * <pre>
 * ##,imei:IMEI,A;          login, answered LOAD; some send imei:IMEI,L,*
 * IMEI;                    heartbeat, answered ON; a report may follow it without a semicolon
 * imei:IMEI,KEYWORD,...;   a report, see {@link Report}; on the vehicle's bus (OBD) see {@link ObdReport}
 * imei:IMEI,vr,HEX;        a part of a picture, which a report with the keyword vtCOUNT announced:
 *                          u16le number, u16le length, bytes, u16 checksum of unknown kind
 * imei:IMEI,NAME,...*      a report of a sensor, see {@link SensorReport}
 * </pre>
 *
 * <p>Nothing but the login, the heartbeat and the call for help is ever answered.
 */
public final class Gps103 implements Codec {
    private static final int LENGTH_MAX = 8 * 1024;
    private static final int FIELDS_OF_REPORT = 4;
    private static final String HEAD = "imei:";

    /** Hexadecimal digits of a picture that a message takes. */
    private static final int PIECE = 1024;

    private static final int PICTURE_HEAD = 8;
    private static final int PICTURE_SUM = 4;
    private static final Param PICTURE = Param.named("photo.data");
    private static final Param PICTURE_PACKET = Param.named("photo.packet");
    private static final Param PICTURE_OFFSET = Param.named("photo.offset");

    public static final Protocol PROTOCOL = new Protocol(
            "gps103",
            5001,
            Framing.of(LENGTH_MAX, Gps103::cut),
            Gps103::new,
            Opening.of("(##,)?imei:", "\\d{15}(;|imei:)"));

    private final Session session;

    Gps103(Session session) {
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
        for (int i = 0; i < ahead.length(); i++) {
            int c = ahead.at(i);
            if (c == ';' || c == '*' || c == '\n' || c == '\r') {
                return i + 1;
            }
        }
        return 0;
    }

    @Override
    public Verdict decode(Frame frame, Sink out) {
        int end = frame.length() - 1;
        int head = 0;
        while (head < end && !frame.has(head, HEAD)) {
            head++;
        }
        boolean alive = frame.at(0) >= '0' && frame.at(0) <= '9';
        if (alive) {
            out.reply().text("ON");
        }
        int body = head < end ? head + HEAD.length() : 0;
        if (body == 0 && !alive) {
            return Verdict.UNSUPPORTED;
        }
        Fields fields = frame.seek(body).split(end - body, ',');
        if (!fields.isDigits(0, fields.length(0)) || !session.identify(fields.text(0))) {
            return Verdict.UNIDENTIFIED;
        }
        return body == 0 ? Verdict.ACCEPTED : named(frame, fields, body, out);
    }

    private Verdict named(Frame frame, Fields fields, int body, Sink out) {
        if (fields.count() < FIELDS_OF_REPORT && fields.length(1) < 2) {
            out.reply().text("LOAD");
            return Verdict.ACCEPTED;
        }
        if (fields.is(1, "vr")) {
            return picture(frame, body + fields.length(0) + "_vr_".length(), out);
        }
        if (fields.is(1, "OBD")) {
            return ObdReport.store(frame, body, fields, out);
        }
        if (frame.at(frame.length() - 1) == '*') {
            return SensorReport.store(fields, out);
        }
        Report.store(fields, out);
        if (fields.is(1, "help me")) {
            out.reply().text("**,imei:").text(session.ident()).text(",E;");
        }
        return Verdict.ACCEPTED;
    }

    private static Verdict picture(Frame frame, int from, Sink out) {
        frame.seek(from);
        long number = frame.hexDigits(2) | frame.hexDigits(2) << 8;
        int data = from + PICTURE_HEAD;
        int end = frame.length() - 1 - PICTURE_SUM;
        if (frame.truncated() || data >= end) {
            return Verdict.TRUNCATED;
        }
        for (int at = data; at < end; at += PIECE) {
            out.message(Sink.NO_TIME).put(PICTURE_PACKET, number).put(PICTURE_OFFSET, (at - data) / 2);
            out.put(PICTURE, frame.seek(at).text(Math.min(PIECE, end - at)));
        }
        return Verdict.ACCEPTED;
    }

    @Override
    public Downlink downlink() {
        return LetterCommand.DOWNLINK;
    }

    @Override
    public boolean encode(Order order, Reply out) {
        return LetterCommand.encode(order, session.ident(), out);
    }
}
