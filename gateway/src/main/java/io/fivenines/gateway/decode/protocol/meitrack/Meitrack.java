package io.fivenines.gateway.decode.protocol.meitrack;

import io.fivenines.gateway.decode.Codec;
import io.fivenines.gateway.decode.Crc;
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
 * Meitrack ("MEITRACK GPRS Protocol", versions 1.6 and 1.7, and those of T622, T633L and P88L).
 *
 * <pre>
 * +----+------+--------+---+------+---+---------+---+------+---+---------+----+
 * | $$ | flag | length | , | IMEI | , | command | , | data | * | sum, 2x | \n |
 * +----+------+--------+---+------+---+---------+---+------+---+---------+----+
 *      | any  | decimal, from the comma to the end                             |  the sum counts all before it
 * </pre>
 *
 * <p>AAA is a report in text, CCC and CCE are reports in binary, AAC a heartbeat, D00 a part of a picture; the rest
 * answers commands. Only CCC, AAC and every eighth part of a picture are answered.
 */
public final class Meitrack implements Codec {
    private static final int LENGTH_MAX = 32 * 1024;
    private static final int LENGTH_DIGITS = 5;
    private static final int FLAG = 2;
    /** The star, two digits, and the end of the line. */
    private static final int TAIL = 5;

    private static final int TYPE = 3;
    private static final Param RESULT = Param.named("command.result");

    public static final Protocol PROTOCOL = new Protocol(
            "meitrack", 5020, Framing.of(LENGTH_MAX, Meitrack::cut), Meitrack::new, Opening.of("\\$\\$[A-z]\\d{2,4},"));

    private final Session session;
    private final TaggedReport tagged = new TaggedReport();

    Meitrack(Session session) {
        this.session = session;
    }

    private static int cut(Frame ahead) {
        int start = 0;
        while (start < ahead.length() && ahead.at(start) != '$') {
            start++;
        }
        if (start > 0) {
            return -start;
        }
        if (ahead.length() < FLAG + 2) {
            return ahead.length() > 1 && ahead.at(1) != '$' ? -1 : 0;
        }
        int length = 0;
        for (int i = FLAG + 1; i <= FLAG + 1 + LENGTH_DIGITS; i++) {
            int c = ahead.at(i);
            if (c < 0) {
                return ahead.at(1) == '$' ? 0 : -1;
            }
            if (c == ',') {
                return ahead.at(1) == '$' && length >= TAIL ? whole(ahead, i + length) : -1;
            }
            if (c < '0' || c > '9') {
                return -1;
            }
            length = length * 10 + c - '0';
        }
        return -1;
    }

    private static int whole(Frame ahead, int length) {
        return ahead.length() < length && length <= LENGTH_MAX ? 0 : length;
    }

    @Override
    public Verdict decode(Frame frame, Sink out) {
        int end = frame.length() - TAIL;
        if (frame.at(end) != '*'
                || frame.seek(end + 1).hexDigits(2) != (Crc.sum(frame, 0, end + 1) & 0xFF)
                || frame.truncated()) {
            return Verdict.BAD_CHECKSUM;
        }
        int ident = frame.find(',', 0) + 1;
        int type = frame.find(',', ident) + 1;
        if (type == 0) {
            return Verdict.UNSUPPORTED;
        }
        Fields imei = frame.seek(ident).split(type - 1 - ident, ',');
        if (!session.identify(imei.text(0))) {
            return Verdict.UNIDENTIFIED;
        }
        return read(frame, type, end, out);
    }

    private Verdict read(Frame frame, int type, int end, Sink out) {
        int body = type + TYPE + 1;
        if (frame.has(type, "AAC")) {
            Answer.begin(out, frame, frame.at(FLAG), "AAC,1".length()).text("AAC,1");
            return Answer.end(out);
        }
        if (frame.has(type, "CCC,")) {
            return CompactReport.store(frame, body, end, out);
        }
        if (frame.has(type, "CCE,")) {
            return tagged.store(frame, body, end, out);
        }
        if (frame.has(type, "D00,")) {
            return Picture.store(frame, body, end, out);
        }
        if (!TextReport.store(frame, type, end, out)) {
            out.message(Sink.NO_TIME).put(RESULT, frame.seek(type).text(end - type));
            GprsCommand.answered(frame, type, end, out);
            if (frame.has(type, "D03,OK")) {
                Picture.ask(frame, out);
            }
        }
        return Verdict.ACCEPTED;
    }

    @Override
    public Downlink downlink() {
        return GprsCommand.DOWNLINK;
    }

    @Override
    public boolean encode(Order order, Reply out) {
        return GprsCommand.encode(order, session.ident(), out);
    }
}
