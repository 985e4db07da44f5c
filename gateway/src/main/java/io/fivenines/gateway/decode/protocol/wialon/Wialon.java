package io.fivenines.gateway.decode.protocol.wialon;

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
 * Wialon IPS of Gurtam ("Wialon IPS communication protocol", versions 1.1 and 2.0), a line a packet.
 *
 * <pre>
 * #KIND#field;field;...;\r\n         1.1
 * #KIND#field;field;...;CRC\r\n      2.0: CRC-16/ARC of what stands between the second # and itself, hexadecimal
 * 1234#KIND#...    2.0;1234#KIND#... with the ident before it: the form for UDP, which some send over TCP
 * #I#size;...\r\nBYTES               pictures (I) and files (T) bring size bytes after their line
 * FF LL HH ZLIB                      any of these compressed; the length is little-endian
 * </pre>
 *
 * <p>The field of a login behind the ident is its password, NA for none; a wrong one is answered #AL#01.
 *
 * <p>A login that names version 2 binds the connection to checksums. An answer that carries an error code leaves the
 * gateway only with an accepted frame, so a packet with a wrong checksum is accepted, answered so, and stores nothing.
 */
public final class Wialon implements Codec {
    private static final int LENGTH_MAX = 128 * 1024;
    private static final Param TEXT = Param.named("message.text");

    public static final Protocol PROTOCOL = new Protocol(
                    "wialon",
                    5039,
                    Framing.of(LENGTH_MAX, Wialon::cut),
                    Wialon::new,
                    Opening.of("(2\\.0;)?[\\w-]{0,40}#[A-Z]{1,2}#", "\\xFF..x[\\x01\\x5E\\x9C\\xDA]"))
            .withSecret("[!\"$-:<-~]{1,64}");

    private final Session session;
    private final DataRecord record = new DataRecord();
    private final Attachment attachment = new Attachment();
    private final Utf8Text text = new Utf8Text();
    private boolean checked;

    Wialon(Session session) {
        this.session = session;
    }

    private static int cut(Frame ahead) {
        int first = ahead.at(0);
        if (first == Inflation.MARK) {
            int length = Inflation.HEAD + ahead.at(1) + 256 * ahead.at(2);
            return ahead.length() < Inflation.HEAD || ahead.length() < length ? 0 : length;
        }
        if (first == '\r' || first == '\n') {
            return -1;
        }
        int end = ahead.find('\n', 0) + 1;
        int length = end == 0 ? 0 : end + Attachment.size(ahead, end);
        return ahead.length() < length ? 0 : length;
    }

    @Override
    public Verdict decode(Frame frame, Sink out) {
        if (frame.at(0) != Inflation.MARK) {
            return packet(frame, out);
        }
        Frame inside = Inflation.of(frame);
        return inside == null ? Verdict.TRUNCATED : packet(inside, out);
    }

    private Verdict packet(Frame frame, Sink out) {
        int kind = frame.find('#', 0);
        int body = frame.find('#', kind + 1) + 1;
        int end = frame.find('\n', body);
        if (kind < 0 || body == 0 || end < body) {
            return Verdict.UNSUPPORTED;
        }
        end -= frame.at(end - 1) == '\r' ? 1 : 0;
        if (frame.has(kind, "#P#")) {
            return answer(out, "#AP#");
        }
        if (frame.has(kind, "#L#")) {
            return login(frame, body, end, out);
        }
        if (frame.has(kind, "#US#") || frame.has(kind, "#UC#")) {
            return Verdict.IGNORED;
        }
        if (frame.has(kind, "#AM#")) {
            return DriverMessage.answered(frame, body, end, session, out);
        }
        return kind == 0 && !session.identified() ? Verdict.UNIDENTIFIED : data(frame, kind, body, end, out);
    }

    private Verdict login(Frame frame, int body, int end, Sink out) {
        Fields fields = frame.seek(body).split(end - body, ';');
        int major = fields.charAt(0, 1) == '.' ? fields.charAt(0, 0) - '0' : 1;
        int ident = fields.charAt(0, 1) == '.' ? 1 : 0;
        checked = major > 1;
        if (checked && !sound(frame, body, end)) {
            return answer(out, "#AL#10");
        }
        if (!session.lock().isOpen() && !session.lock().opensTo(password(frame, body, end, ident + 1))) {
            return answer(out, "#AL#01");
        }
        if (!session.identify(frame.seek(body).split(end - body, ';').text(ident))) {
            return Verdict.UNIDENTIFIED;
        }
        return answer(out, "#AL#1");
    }

    private static CharSequence password(Frame frame, int body, int end, int at) {
        Fields fields = frame.seek(body).split(end - body, ';');
        return fields.count() > at ? fields.text(at) : "";
    }

    private Verdict data(Frame frame, int kind, int body, int end, Sink out) {
        boolean strict = kind == 0 ? checked : frame.has(0, "2.");
        if (frame.has(kind, "#SD#")) {
            int to = fieldsEnd(frame, body, end, strict, DataRecord.SHORT);
            return to < 0 ? answer(out, "#ASD#13") : one(frame, kind, body, to, "#ASD#", out);
        }
        if (frame.has(kind, "#D#")) {
            int to = fieldsEnd(frame, body, end, strict, DataRecord.FULL);
            return to < 0 ? answer(out, "#AD#16") : one(frame, kind, body, to, "#AD#", out);
        }
        if (frame.has(kind, "#B#")) {
            return blackBox(frame, kind, body, end, strict, out);
        }
        if (frame.has(kind, "#M#")) {
            return driversText(frame, kind, body, end, strict, out);
        }
        if (frame.has(kind, "#I#") || frame.has(kind, "#T#") || frame.has(kind, "#IT#")) {
            return introduced(frame, kind) ? attachment.store(frame, kind, body, end, out) : Verdict.UNIDENTIFIED;
        }
        return Verdict.UNSUPPORTED;
    }

    private Verdict one(Frame frame, int kind, int body, int to, String answer, Sink out) {
        if (!introduced(frame, kind)) {
            return Verdict.UNIDENTIFIED;
        }
        String code = record.store(frame, body, to, false, out);
        out.reply().text(answer).text(code).text("\r\n");
        return Verdict.ACCEPTED;
    }

    /**
     * Records parted by bars. One that cannot be read is kept as text: the tracker wants the count of all before it
     * empties its box, and would else send the same box for ever.
     */
    private Verdict blackBox(Frame frame, int kind, int body, int end, boolean strict, Sink out) {
        int bar = lastOf(frame, '|', body, end);
        boolean carries = lastOf(frame, ';', bar + 1, end) < 0 && bar >= 0 && bar + 1 < end;
        if ((strict || carries) && !sound(frame, body, end)) {
            return answer(out, "#AB#");
        }
        if (!introduced(frame, kind)) {
            return Verdict.UNIDENTIFIED;
        }
        int stop = strict || carries ? bar + 1 : end;
        int count = 0;
        for (int from = body; from < stop; ) {
            int found = frame.find('|', from);
            int to = found < 0 || found > stop ? stop : found;
            if (to > from) {
                if (!record.store(frame, from, to, true, out).equals(DataRecord.STORED)) {
                    putText(frame, from, to, out);
                }
                count++;
            }
            from = to + 1;
        }
        out.reply().text("#AB#").decimal(count, 1).text("\r\n");
        return Verdict.ACCEPTED;
    }

    private Verdict driversText(Frame frame, int kind, int body, int end, boolean strict, Sink out) {
        if (strict && !sound(frame, body, end)) {
            return answer(out, "#AM#01");
        }
        if (!introduced(frame, kind)) {
            return Verdict.UNIDENTIFIED;
        }
        int to = strict ? lastOf(frame, ';', body, end) : end;
        putText(frame, body, to, out);
        return answer(out, "#AM#1");
    }

    /** In as many messages as it needs. */
    private void putText(Frame frame, int from, int to, Sink out) {
        for (int at = from; at < to; at = text.end()) {
            out.message(Sink.NO_TIME).put(TEXT, text.of(frame, at, to));
        }
    }

    /** Whether the tracker is known, of old or by the ident before the packet; asked only after the checksum. */
    private boolean introduced(Frame frame, int kind) {
        if (kind == 0) {
            return session.identified();
        }
        Fields fields = frame.seek(0).split(kind, ';');
        return session.identify(fields.text(fields.count() - 1));
    }

    /**
     * Where the fields end that stand before the checksum, -1 if it is wrong. It is the field after the last one; where
     * none was agreed it may be missing.
     */
    private static int fieldsEnd(Frame frame, int body, int end, boolean strict, int count) {
        boolean carries = frame.seek(body).split(end - body, ';').count() == count + 1;
        if (!strict && !carries) {
            return end;
        }
        return sound(frame, body, end) ? lastOf(frame, ';', body, end) : -1;
    }

    private static boolean sound(Frame frame, int body, int end) {
        int mark = Math.max(lastOf(frame, ';', body, end), lastOf(frame, '|', body, end));
        if (mark < 0) {
            return false;
        }
        Fields sum = frame.seek(mark + 1).split(end - mark - 1, ';');
        return sum.isHex(0) && sum.hex(0) == Crc.ARC.of(frame, body, mark + 1 - body);
    }

    private static int lastOf(Frame frame, int octet, int from, int to) {
        for (int i = to - 1; i >= from; i--) {
            if (frame.at(i) == octet) {
                return i;
            }
        }
        return -1;
    }

    private static Verdict answer(Sink out, String answer) {
        out.reply().text(answer).text("\r\n");
        return Verdict.ACCEPTED;
    }

    @Override
    public Downlink downlink() {
        return DriverMessage.DOWNLINK;
    }

    @Override
    public boolean encode(Order order, Reply out) {
        return DriverMessage.encode(order, checked, out);
    }
}
