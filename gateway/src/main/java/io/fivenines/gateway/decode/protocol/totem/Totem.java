package io.fivenines.gateway.decode.protocol.totem;

import io.fivenines.gateway.decode.Codec;
import io.fivenines.gateway.decode.Crc;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Framing;
import io.fivenines.gateway.decode.Opening;
import io.fivenines.gateway.decode.Protocol;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.decode.Session;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * Totem AT05 to AT09 and AVL02 ("AT09 Protocol", "AT06 GPRS Data Protocol", "AVL02 User Guide", Totem Technology).
 *
 * <pre>
 * $$ | length, 2 hex digits      | IMEI | '|' | alarm, 2 hex digits | ...      | CRC-16/MODBUS, 4 hex digits   old
 * $$ | length, 4 decimal digits  | alarm, 2 hex digits | IMEI | '|' | ...      | exclusive or, 2 hex digits    new
 * </pre>
 *
 * <p>All is text. The length counts the whole frame; a line end that follows is outside it. The check sum is over all
 * before it. A new frame is confirmed with its serial number, the four digits before the check sum, and always as kind
 * {@code AA}; an old one with {@code ACK OK}.
 */
public final class Totem implements Codec {
    private static final int LENGTH_MAX = 9999;
    private static final int LENGTH_MIN = 26;
    private static final int IMEI_MAX = 20;
    private static final int NEW_ALARM = 6;
    private static final int NEW_IMEI = 8;
    private static final int OLD_IMEI = 4;
    private static final int IMEI_LENGTH = 15;
    private static final int NEW_TAIL = 2;
    private static final int OLD_TAIL = 4;

    private static final Param NUMBER = Param.named("event.enum");
    private static final Param TEXT = Param.named("message.text");

    public static final Protocol PROTOCOL = new Protocol(
            "totem",
            5007,
            Framing.of(LENGTH_MAX, Totem::cut),
            Totem::new,
            Opening.of("\\$\\$([0-9A-F]{2}|\\d{4}[0-9A-F]{2})\\d{15}\\|"));

    private final Session session;

    Totem(Session session) {
        this.session = session;
    }

    private static int cut(Frame ahead) {
        int start = ahead.find('$', 0);
        if (start != 0) {
            return start < 0 ? -ahead.length() : -start;
        }
        if (ahead.length() > 1 && ahead.at(1) != '$') {
            return -1;
        }
        if (ahead.length() < LENGTH_MIN) {
            return 0;
        }
        int length = isNew(ahead) ? number(ahead, 4, 10) : number(ahead, 2, 16);
        if (length < LENGTH_MIN || ahead.at(2) == '$') {
            return -1;
        }
        return ahead.length() < length ? 0 : length;
    }

    /** No old frame is shorter than 32 characters but the bare ones, whose bar stands where the IMEI ends. */
    private static boolean isNew(Frame frame) {
        int first = frame.at(2);
        return first == '0' || first == '1' && frame.at(OLD_IMEI + IMEI_LENGTH) != '|' && number(frame, 4, 10) > 0;
    }

    /** The length's digits as a number, -1 if one is none. */
    private static int number(Frame frame, int digits, int radix) {
        int value = 0;
        for (int i = 2; i < 2 + digits; i++) {
            int digit = Character.digit(frame.at(i), radix);
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value;
    }

    @Override
    public Verdict decode(Frame frame, Sink out) {
        boolean isNew = isNew(frame);
        int end = frame.length();
        while (end > 0 && frame.at(end - 1) <= ' ') {
            end--;
        }
        end -= isNew ? NEW_TAIL : OLD_TAIL;
        int bar = frame.find('|', 0);
        int from = isNew ? NEW_IMEI : OLD_IMEI;
        if (bar <= from || bar - from > IMEI_MAX || bar >= end) {
            return Verdict.TRUNCATED;
        }
        int sum = isNew ? Crc.xor(frame, 0, end) : Crc.MODBUS.of(frame, 0, end);
        if (frame.seek(end).hexDigits(isNew ? NEW_TAIL : OLD_TAIL) != sum || frame.truncated()) {
            return Verdict.BAD_CHECKSUM;
        }
        if (!session.identify(frame.seek(from).text(bar - from))) {
            return Verdict.UNIDENTIFIED;
        }
        Verdict verdict = isNew ? storeNew(frame, bar + 1, end, out) : storeOld(frame, bar + 1, end, out);
        if (verdict != Verdict.ACCEPTED || frame.truncated()) {
            return Verdict.TRUNCATED;
        }
        if (isNew) {
            Reply reply = out.reply().text("$$0014AA").bytes(frame, end - 4, 4);
            int check = 0;
            for (int i = 0; i < reply.length(); i++) {
                check ^= reply.at(i);
            }
            reply.hex(check, NEW_TAIL);
        } else {
            out.reply().text("ACK OK\r\n");
        }
        return Verdict.ACCEPTED;
    }

    private static Verdict storeNew(Frame frame, int from, int end, Sink out) {
        if (Reading.isReading(frame, from)) {
            return Reading.store(frame, from, end, out);
        }
        if (Report.fits(frame, from, end)) {
            return Report.store(frame, from, end, out);
        }
        out.message(Sink.NO_TIME);
        Alarm.putNew((int) frame.seek(NEW_ALARM).hexDigits(2), out);
        return storeText(frame, from, end, out);
    }

    private static Verdict storeOld(Frame frame, int from, int end, Sink out) {
        if (frame.has(from + 2, "$GPRMC,")) {
            return SentenceReport.store(frame, from, end, out);
        }
        int bar = frame.find('|', from);
        if (bar >= 0 && bar < end) {
            return BarReport.store(frame, from, end, out);
        }
        if (end - from == ColumnReport.LENGTH) {
            return ColumnReport.store(frame, from, out);
        }
        out.message(Sink.NO_TIME).put(NUMBER, frame.seek(from).hexDigits(2));
        return storeText(frame, from + 2, end, out);
    }

    /** A kind without a known form is kept as it is, so that it can be confirmed. */
    private static Verdict storeText(Frame frame, int from, int end, Sink out) {
        if (end > from) {
            out.put(TEXT, frame.seek(from).text(end - from));
        }
        return Verdict.ACCEPTED;
    }
}
