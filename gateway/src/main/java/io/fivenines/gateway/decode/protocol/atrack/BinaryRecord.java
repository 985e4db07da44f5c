package io.fivenines.gateway.decode.protocol.atrack;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.telemetry.Param;

/**
 * Reports in bytes.
 *
 * <pre>
 * | fix | clock | sent | longitude i32 | latitude i32 | course u16 | report u8 | 0.1 km u32 | 0.1 hdop u16 |
 *   inputs u8 | km/h u16 | outputs u8 | mV u16 | driver, 0 | 0.1 C i16 | 0.1 C i16 | text, 0 | (%CI form, 0) | (values)
 * </pre>
 *
 * <p>Moments are seconds since 1970, or where the operator asked for it {@code year u16, month, day, hour, minute,
 * second}; as seconds such a date would be one of 1974, which tells them apart. What values there are only the operator
 * knows, unless their form is sent with them. Without it the next record is looked for: all records of a frame were
 * sent at the same time.
 */
final class BinaryRecord {
    private static final int SECONDS = 4;
    private static final int CIVIL = 7;
    private static final int YEAR_MIN = 2000;
    private static final int YEAR_MAX = 2099;
    /** Between the moments and the driver. */
    private static final int FIXED = 23;

    private static final int SHORTEST = 3 * SECONDS + FIXED + 6;
    private static final long NEAR_MS = 3_600_000;
    private static final long LONGITUDE_MAX = 180_000_000;
    private static final long LATITUDE_MAX = 90_000_000;
    private static final int COURSE_MAX = 360;
    private static final int REST_MAX = 512;

    private static final Param REST = Param.named("atrack.values.#");

    private BinaryRecord() {}

    /** False if what begins like a record ends too early. */
    static boolean storeAll(Frame frame, int from, Sink out) {
        int at = from;
        do {
            at = store(frame, at, out);
        } while (at >= 0 && frame.length() - at >= SHORTEST);
        return at >= 0;
    }

    /** Where the next one begins, -1 if this one is cut short. */
    private static int store(Frame frame, int at, Sink out) {
        int width = isCivil(frame, at) ? CIVIL : SECONDS;
        Report.begin(moment(frame, at, width), moment(frame, at + width, width), out);
        long sentMs = moment(frame, at + 2 * width, width);
        long longitude = frame.i32();
        Report.putPlace(longitude, frame.i32(), frame.u16(), frame.u8(), out);
        Report.putState((double) frame.u32(), frame.u16(), frame.u8(), frame.u16(), frame.u8(), out);
        Report.putAnalog(frame.u16(), out);
        putText(frame, Report.DRIVER, out);
        Report.putTemperature(1, frame.i16(), out);
        Report.putTemperature(2, frame.i16(), out);
        putText(frame, Report.TEXT, out);
        if (frame.truncated()) {
            return -1;
        }
        if (frame.has(frame.offset(), "%CI")) {
            CustomField.putAll(frame, out);
        }
        return frame.truncated() ? -1 : next(frame, width, sentMs, out);
    }

    private static void putText(Frame frame, Param param, Sink out) {
        int from = frame.offset();
        int end = frame.find(0, from);
        CharSequence text = frame.text(end < 0 ? frame.remaining() + 1 : end - from);
        frame.skip(1);
        if (text.length() > 0 && !frame.truncated()) {
            out.put(param, text);
        }
    }

    /** Where the next record begins; keeps what is between as bytes. */
    private static int next(Frame frame, int width, long sentMs, Sink out) {
        int from = frame.offset();
        int next = from;
        while (next < frame.length() && !begins(frame, next, width, sentMs)) {
            next++;
        }
        for (int at = from; at < next; at += REST_MAX) {
            int number = (at - from) / REST_MAX + 1;
            out.put(REST, number, frame.seek(at).hexText(Math.min(REST_MAX, next - at)));
        }
        return next;
    }

    private static boolean begins(Frame frame, int at, int width, long sentMs) {
        if (frame.length() - at < 3 * width + FIXED + 6 || width == CIVIL && !isCivil(frame, at + 2 * width)) {
            return false;
        }
        return Math.abs(moment(frame, at + 2 * width, width) - sentMs) < NEAR_MS
                && Math.abs((long) frame.i32()) <= LONGITUDE_MAX
                && Math.abs((long) frame.i32()) <= LATITUDE_MAX
                && frame.u16() <= COURSE_MAX;
    }

    private static boolean isCivil(Frame frame, int at) {
        int year = frame.at(at) << 8 | frame.at(at + 1);
        int month = frame.at(at + 2);
        int day = frame.at(at + 3);
        return year >= YEAR_MIN
                && year <= YEAR_MAX
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= 31
                && frame.at(at + 4) < 24
                && frame.at(at + 5) < 60
                && frame.at(at + 6) < 60;
    }

    private static long moment(Frame frame, int at, int width) {
        frame.seek(at);
        if (width == SECONDS) {
            return frame.u32() * 1000;
        }
        int year = frame.u16();
        int month = frame.u8();
        int day = frame.u8();
        int hour = frame.u8();
        int minute = frame.u8();
        return Utc.ms(year, month, day, hour, minute, frame.u8());
    }
}
