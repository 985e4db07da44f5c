package io.fivenines.gateway.decode;

import io.fivenines.gateway.telemetry.Param;
import java.util.Arrays;

/**
 * A text cut at its delimiter. A field that is not there is empty; an empty field, or one with something else in it,
 * read as a number gives 0 and raises the frame's flag: ask {@link #has} where a field may be empty.
 */
public final class Fields {
    /** More fields than any maker documents; the rest of a text with more stays in the last one. */
    private static final int COUNT_MAX = 1024;

    private static final long MANTISSA_MAX = Long.MAX_VALUE / 10 - 1;
    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18
    };

    private final Frame frame;
    private final Text text = new Text();
    private byte[] bytes = {};
    private int[] ends = new int[64];
    private int start;
    private int count;

    Fields(Frame frame) {
        this.frame = frame;
    }

    Fields over(byte[] bytes, int from, int to, char delimiter) {
        this.bytes = bytes;
        start = from;
        count = 0;
        for (int i = from; i < to && count < COUNT_MAX - 1; i++) {
            if (bytes[i] == delimiter) {
                end(i);
            }
        }
        end(to);
        return this;
    }

    private void end(int at) {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
        }
        ends[count++] = at;
    }

    /** At least one: a text without a delimiter is one field. */
    public int count() {
        return count;
    }

    private int from(int i) {
        return i == 0 ? start : ends[i - 1] + 1;
    }

    /** Whether the field is there and not empty. */
    public boolean has(int i) {
        return length(i) > 0;
    }

    /** Characters in the field, 0 where there is none. */
    public int length(int i) {
        return i < 0 || i >= count ? 0 : ends[i] - from(i);
    }

    /** Whether the field is exactly this. */
    public boolean is(int i, String expected) {
        int length = expected.length();
        if (length(i) != length || i < 0 || i >= count) {
            return false;
        }
        for (int k = 0; k < length; k++) {
            if (charAt(i, k) != expected.charAt(k)) {
                return false;
            }
        }
        return true;
    }

    /** A character of a field, 0 where there is none. */
    public char charAt(int i, int k) {
        return k < 0 || k >= length(i) ? 0 : (char) (bytes[from(i) + k] & 0xFF);
    }

    /** The field's characters, ISO 8859-1; a view, valid until the next text is taken from these fields. */
    public CharSequence text(int i) {
        return text(i, 0, length(i));
    }

    /** A part of a field as text, cut where the field ends. */
    public CharSequence text(int i, int offset, int length) {
        int there = Math.max(0, Math.min(length, length(i) - offset));
        return there == 0 ? text.over(bytes, 0, 0) : text.over(bytes, from(i) + offset, there);
    }

    /** Whether the field is a decimal number that {@link #real} reads without raising the flag. */
    public boolean isReal(int i) {
        return isReal(i, 0, length(i));
    }

    /** Whether a part of the field is such a number. */
    public boolean isReal(int i, int offset, int length) {
        int digits = 0;
        int points = 0;
        for (int k = 0; k < length; k++) {
            char c = charAt(i, offset + k);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '.') {
                points++;
            } else if (k > 0 || c != '-' && c != '+') {
                return false;
            }
        }
        return digits > 0 && digits < POWERS.length && points <= 1;
    }

    /** Whether the field is exactly so many decimal digits. */
    public boolean isDigits(int i, int count) {
        for (int k = 0; k < count; k++) {
            if (charAt(i, k) < '0' || charAt(i, k) > '9') {
                return false;
            }
        }
        return length(i) == count;
    }

    /** Whether the field is a number that {@link #hex} reads without raising the flag. */
    public boolean isHex(int i) {
        for (int k = 0; k < length(i); k++) {
            if (Character.digit(charAt(i, k), 16) < 0) {
                return false;
            }
        }
        return length(i) > 0 && length(i) <= 16;
    }

    /** A decimal whole number with an optional sign. */
    public long integer(int i) {
        int length = length(i);
        if (length == 0) {
            frame.raise();
            return 0;
        }
        char sign = charAt(i, 0);
        boolean signed = sign == '-' || sign == '+';
        long value = decimal(bytes, from(i) + (signed ? 1 : 0), ends[i]);
        return sign == '-' ? -value : value;
    }

    /** Decimal digits within a field, such as the month in a date. */
    public long digits(int i, int offset, int count) {
        if (offset < 0 || count < 1 || offset + count > length(i)) {
            frame.raise();
            return 0;
        }
        return decimal(bytes, from(i) + offset, from(i) + offset + count);
    }

    /** A hexadecimal number without prefix, at most 16 digits. */
    public long hex(int i) {
        return length(i) == 0 ? decimal(bytes, 0, 0) : hexadecimal(bytes, from(i), ends[i]);
    }

    /** A decimal number with optional sign and fraction, no exponent: what trackers send. */
    public double real(int i) {
        return real(i, 0, length(i));
    }

    /** A decimal number in a part of a field. */
    public double real(int i, int offset, int length) {
        if (offset < 0 || length < 1 || offset + length > length(i)) {
            frame.raise();
            return 0;
        }
        int at = from(i) + offset;
        int end = at + length;
        boolean negative = bytes[at] == '-';
        if (negative || bytes[at] == '+') {
            at++;
        }
        long mantissa = 0;
        int scale = -1;
        boolean any = false;
        for (; at < end; at++) {
            int digit = bytes[at] - '0';
            if (bytes[at] == '.' && scale < 0) {
                scale = 0;
            } else if (digit >= 0 && digit <= 9) {
                any = true;
                if (mantissa < MANTISSA_MAX) {
                    mantissa = mantissa * 10 + digit;
                    scale = scale < 0 ? scale : scale + 1;
                } else if (scale < 0) {
                    frame.raise();
                }
            } else {
                frame.raise();
                return 0;
            }
        }
        if (!any) {
            frame.raise();
        }
        double value = scale > 0 ? mantissa / POWERS[Math.min(scale, POWERS.length - 1)] : mantissa;
        return negative ? -value : value;
    }

    /** Puts the field, multiplied, where it is a number; any other field is left out. */
    public void put(int i, Param param, double factor, Sink out) {
        if (isReal(i)) {
            out.put(param, real(i) * factor);
        }
    }

    /** Puts the whole part of the field where it is a number. */
    public void putWhole(int i, Param param, Sink out) {
        if (isReal(i)) {
            out.put(param, (long) real(i));
        }
    }

    /** Puts the field as text where it is not empty. */
    public void putText(int i, Param param, Sink out) {
        if (has(i)) {
            out.put(param, text(i));
        }
    }

    /**
     * A moment as NMEA 0183 writes it, in UTC: a date {@code ddmmyy} and a time of day {@code hhmmss.sss}.
     *
     * @return milliseconds since 1970, or {@link Sink#NO_TIME} where the fields are something else
     */
    public long moment(int date, int time) {
        if (!isDigits(date, 6) || length(time) < 6 || !isReal(time)) {
            return Sink.NO_TIME;
        }
        double second = real(time);
        return Utc.ddmmyy(integer(date), (long) second) + Math.round((second - Math.floor(second)) * 1000);
    }

    /**
     * A coordinate as NMEA 0183 writes it, degrees and minutes in one number (dddmm.mmmm), in degrees; the hemisphere
     * stands in field {@code hemisphere} ({@code S} and {@code W} are negative).
     */
    public double degreesMinutes(int i, int hemisphere) {
        double value = real(i);
        double degrees = Math.floor(value / 100);
        double result = degrees + (value - degrees * 100) / 60;
        char side = charAt(hemisphere, 0);
        return side == 'S' || side == 'W' || side == 's' || side == 'w' ? -result : result;
    }

    long decimal(byte[] bytes, int from, int to) {
        long value = 0;
        boolean good = to > from && to - from <= 19;
        for (int i = from; i < to && good; i++) {
            int digit = bytes[i] - '0';
            good = digit >= 0 && digit <= 9;
            value = value * 10 + digit;
        }
        if (!good) {
            frame.raise();
            return 0;
        }
        return value;
    }

    long hexadecimal(byte[] bytes, int from, int to) {
        long value = 0;
        boolean good = to > from && to - from <= 16;
        for (int i = from; i < to && good; i++) {
            int digit = Character.digit(bytes[i], 16);
            good = digit >= 0;
            value = value << 4 | digit;
        }
        if (!good) {
            frame.raise();
            return 0;
        }
        return value;
    }
}
