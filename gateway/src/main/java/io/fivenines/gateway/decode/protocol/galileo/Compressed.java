package io.fivenines.gateway.decode.protocol.galileo;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Session;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * Compressed records: a minimal data set of ten bytes, then how many tags follow (u8), their numbers, their values. The
 * data set, highest bit first:
 *
 * <pre>
 * | 1 bit  | 25 bits seconds    | 1 bit   | 22 bits longitude | 21 bits latitude | 1 bit | 9 bits    |
 * | unused | since the new year | invalid | of 360 degrees    | of 180 degrees   | alarm | user data |
 * </pre>
 */
final class Compressed {
    private static final int SET_LENGTH = 10;
    private static final long DAY_MS = 86_400_000L;

    private static final Param VALID = Param.named("position.valid");
    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param ALARM = Param.named("alarm.general");
    private static final Param USER_BITS = Param.named("galileo.user.bits");

    private final Session session;
    private final TagRecord record;

    Compressed(Session session, TagRecord record) {
        this.session = session;
        this.record = record;
    }

    /** Puts all records that fill what is left of the frame. */
    Verdict putAll(Frame frame, Sink out) {
        if (!session.identified()) {
            return Verdict.UNIDENTIFIED;
        }
        while (frame.remaining() > SET_LENGTH) {
            if (!put(frame, out)) {
                TagRecord.rest(frame, out);
            }
        }
        if (frame.remaining() > 0) {
            TagRecord.rest(frame, out);
        }
        return Verdict.ACCEPTED;
    }

    /** Puts a record; false, with the cursor where it was, if a tag's length is not known. */
    boolean put(Frame frame, Sink out) {
        int start = frame.offset();
        long bits = frame.i64();
        int more = frame.u16();
        int list = frame.offset() + 1;
        int count = frame.u8();
        if (!fits(frame, list, count)) {
            frame.seek(start);
            return false;
        }
        boolean placed = false;
        long timeMs = timeMs((bits >> 38 & 0x1FF_FFFF) * 1000);
        frame.seek(list + count);
        for (int i = 0; i < count; i++) {
            int tag = frame.at(list + i);
            placed |= tag == TagRecord.PLACE;
            int next = frame.offset() + Tags.length(tag, frame);
            timeMs = tag == TagRecord.TIME ? frame.u32le() * 1000 : timeMs;
            frame.seek(next);
        }
        out.message(timeMs).put(USER_BITS, (long) (more & 0x1FF));
        if (!placed) {
            out.put(VALID, (bits >> 37 & 1) == 0);
            out.put(LONGITUDE, (bits >> 15 & 0x3F_FFFF) * 360.0 / (1 << 22) - 180);
            out.put(LATITUDE, ((bits & 0x7FFF) << 6 | more >> 10) * 180.0 / (1 << 21) - 90);
        }
        if ((more & 1 << 9) != 0) {
            out.put(ALARM, true);
        }
        values(frame, list, count, out);
        return true;
    }

    /** Whether the values of the listed tags are all there. */
    private static boolean fits(Frame frame, int list, int count) {
        if (list + count > frame.length()) {
            return false;
        }
        frame.seek(list + count);
        for (int i = 0; i < count; i++) {
            int length = Tags.length(frame.at(list + i), frame);
            if (length < 0 || length > frame.remaining()) {
                return false;
            }
            frame.skip(length);
        }
        return true;
    }

    private void values(Frame frame, int list, int count, Sink out) {
        record.begin();
        frame.seek(list + count);
        for (int i = 0; i < count; i++) {
            int tag = frame.at(list + i);
            int next = frame.offset() + Tags.length(tag, frame);
            record.put(frame, tag, out);
            frame.seek(next);
        }
    }

    /** The year is not sent: it is this one, or the last one where this one would put the record into the future. */
    private long timeMs(long sinceNewYearMs) {
        long now = session.nowMs();
        long year = Utc.digits(now) / 10_000_000_000L;
        long thisYear = Utc.ms(year, 1, 1, 0, 0, 0) + sinceNewYearMs;
        return thisYear <= now + DAY_MS ? thisYear : Utc.ms(year - 1, 1, 1, 0, 0, 0) + sinceNewYearMs;
    }
}
