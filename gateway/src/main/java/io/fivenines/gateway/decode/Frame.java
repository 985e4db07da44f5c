package io.fivenines.gateway.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A cursor over received bytes. Reading past the end gives 0 and raises a flag, {@link #truncated()}, that stays up and
 * is asked once at the end of a frame; so does a character that is no digit in a number. Nothing here throws, whatever
 * was received, and nothing writes: the bytes stay as they came.
 *
 * <p>Offsets count from the frame's first byte. One frame object serves an event loop for ever.
 */
public final class Frame {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final Text text = new Text();
    private final HexText hexText = new HexText();
    private final DecimalText decimalText = new DecimalText();
    private final Pieces pieces = new Pieces();
    private final Fields fields = new Fields(this);
    private Frame plain;
    private JsonCursor json;
    private byte[] scratch = {};
    private byte[] bytes = {};
    /** What check sums run over: the same array, unless an explanation asks what other bytes would have meant. */
    private byte[] sent = {};

    private int from;
    private int to;
    private int at;
    private boolean truncated;

    /** Points this frame at {@code bytes[from, to)} and lowers the flag. */
    public Frame wrap(byte[] bytes, int from, int to) {
        return wrap(bytes, bytes, from, to);
    }

    /**
     * Points this frame at {@code bytes[from, to)}, with check sums as if {@code sent} stood there: so that a byte can
     * be changed to see what depends on it.
     */
    public Frame wrap(byte[] bytes, byte[] sent, int from, int to) {
        this.bytes = bytes;
        this.sent = sent;
        this.from = from;
        this.to = to;
        at = from;
        truncated = false;
        pieces.clear();
        return this;
    }

    /** Whether something was read that was not there, or was not the number it should be. */
    public boolean truncated() {
        return truncated;
    }

    void raise() {
        truncated = true;
    }

    public int length() {
        return to - from;
    }

    public int offset() {
        return at - from;
    }

    public int remaining() {
        return to - at;
    }

    /** Moves the cursor to an offset within the frame; outside it the flag goes up and the cursor to the end. */
    public Frame seek(int offset) {
        if (offset < 0 || offset > to - from) {
            truncated = true;
            at = to;
        } else {
            at = from + offset;
        }
        return this;
    }

    /** Moves forward; a negative count counts as past the end. */
    public Frame skip(int count) {
        take(count);
        return this;
    }

    /**
     * Makes the frame end {@code count} bytes after the cursor.
     *
     * @return what to give {@link #widen} to have the old end again
     */
    public int narrow(int count) {
        int was = to - from;
        if (count < 0 || count > to - at) {
            truncated = true;
        } else {
            to = at + count;
        }
        return was;
    }

    /** Gives the frame the length it had before {@link #narrow}; the cursor goes to where the narrow part ended. */
    public Frame widen(int length) {
        at = to;
        to = from + length;
        return this;
    }

    /** The byte at an offset, 0 to 255, or -1 outside the frame; neither moves the cursor nor raises the flag. */
    public int at(int offset) {
        return offset < 0 || offset >= to - from ? -1 : bytes[from + offset] & 0xFF;
    }

    /** The byte at an offset as check sums see it, or -1 outside the frame. */
    int sent(int offset) {
        return offset < 0 || offset >= to - from ? -1 : sent[from + offset] & 0xFF;
    }

    /** Whether these characters stand at the offset. */
    public boolean has(int offset, String characters) {
        for (int i = 0; i < characters.length(); i++) {
            if (at(offset + i) != characters.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The offset of the first such byte at or after {@code offset}, or -1. */
    public int find(int octet, int offset) {
        for (int i = Math.max(0, offset); i < to - from; i++) {
            if ((bytes[from + i] & 0xFF) == octet) {
                return i;
            }
        }
        return -1;
    }

    /** Where the next count bytes begin in the array, the cursor moved past them; -1 if they are not there. */
    private int take(int count) {
        if (count < 0 || count > to - at) {
            truncated = true;
            at = to;
            return -1;
        }
        int start = at;
        at += count;
        return start;
    }

    public int u8() {
        int i = take(1);
        return i < 0 ? 0 : bytes[i] & 0xFF;
    }

    public int i8() {
        return (byte) u8();
    }

    public int u16() {
        return i16() & 0xFFFF;
    }

    public int i16() {
        int i = take(2);
        return i < 0 ? 0 : (short) SHORT.get(bytes, i);
    }

    public int u16le() {
        return Short.reverseBytes((short) i16()) & 0xFFFF;
    }

    public int i16le() {
        return Short.reverseBytes((short) i16());
    }

    public int u24() {
        int i = take(3);
        return i < 0 ? 0 : (bytes[i] & 0xFF) << 16 | (bytes[i + 1] & 0xFF) << 8 | bytes[i + 2] & 0xFF;
    }

    public int u24le() {
        return Integer.reverseBytes(u24()) >>> 8;
    }

    public int i32() {
        int i = take(4);
        return i < 0 ? 0 : (int) INT.get(bytes, i);
    }

    public long u32() {
        return i32() & 0xFFFF_FFFFL;
    }

    public int i32le() {
        return Integer.reverseBytes(i32());
    }

    public long u32le() {
        return i32le() & 0xFFFF_FFFFL;
    }

    public long i64() {
        int i = take(8);
        return i < 0 ? 0 : (long) LONG.get(bytes, i);
    }

    public long i64le() {
        return Long.reverseBytes(i64());
    }

    public float f32() {
        return Float.intBitsToFloat(i32());
    }

    public float f32le() {
        return Float.intBitsToFloat(i32le());
    }

    public double f64le() {
        return Double.longBitsToDouble(i64le());
    }

    /** An unsigned big-endian number of 0 to 8 bytes. */
    public long unsigned(int count) {
        int start = take(count);
        long value = 0;
        for (int i = 0; start >= 0 && i < count; i++) {
            value = value << 8 | bytes[start + i] & 0xFF;
        }
        return value;
    }

    /** An unsigned little-endian number of 0 to 8 bytes. */
    public long unsignedLe(int count) {
        int start = take(count);
        long value = 0;
        for (int i = count - 1; start >= 0 && i >= 0; i--) {
            value = value << 8 | bytes[start + i] & 0xFF;
        }
        return value;
    }

    /** Two decimal digits a byte; a half byte above 9 raises the flag. */
    public long bcd(int count) {
        int start = take(count);
        long value = 0;
        for (int i = 0; start >= 0 && i < count; i++) {
            int high = bytes[start + i] >> 4 & 15;
            int low = bytes[start + i] & 15;
            truncated |= high > 9 || low > 9;
            value = value * 100 + high * 10L + low;
        }
        return value;
    }

    /** A number of exactly {@code count} ASCII decimal digits. */
    public long digits(int count) {
        int start = take(count);
        return start < 0 ? 0 : fields.decimal(bytes, start, start + count);
    }

    /** A number of exactly {@code count} ASCII hexadecimal digits. */
    public long hexDigits(int count) {
        int start = take(count);
        return start < 0 ? 0 : fields.hexadecimal(bytes, start, start + count);
    }

    /** The next characters, ISO 8859-1; a view, valid until the next text is taken from this frame. */
    public CharSequence text(int count) {
        int start = take(count);
        return text.over(bytes, Math.max(0, start), start < 0 ? 0 : count);
    }

    /** The next bytes as hexadecimal digits, lower case; a new string. */
    public String hex(int count) {
        int start = take(count);
        StringBuilder hex = new StringBuilder(start < 0 ? 0 : 2 * count);
        for (int i = 0; start >= 0 && i < count; i++) {
            hex.append(Character.forDigit(bytes[start + i] >> 4 & 15, 16))
                    .append(Character.forDigit(bytes[start + i] & 15, 16));
        }
        return hex.toString();
    }

    /** The next 0 to 8 bytes, an unsigned number, in at least {@code digits} decimal digits; a view likewise. */
    public CharSequence decimalText(int count, int digits) {
        return decimalText.over(unsigned(count), digits);
    }

    /** The texts being gathered from this frame. */
    public Pieces pieces() {
        return pieces;
    }

    /** A number made from all bytes of the frame, wherever its cursor is. */
    public long hash(Hash hash) {
        return hash.of(bytes, from, to - from);
    }

    /** A copy of all bytes of the frame. */
    public byte[] copy() {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** Makes a number from bytes. */
    public interface Hash {
        long of(byte[] bytes, int offset, int length);
    }

    /** The next bytes as hexadecimal digits, lower case; a view, valid until the next one is taken from this frame. */
    public CharSequence hexText(int count) {
        return hexText(count, 0, 2 * count);
    }

    /** The digits {@code [from, to)} of the next bytes, for numbers with half a byte of padding; a view likewise. */
    public CharSequence hexText(int count, int from, int to) {
        int start = take(count);
        return hexText.over(bytes, Math.max(0, start), from, start < 0 ? from : to, false);
    }

    /** The next six bytes as a hardware address, {@code d0:76:e7:94:d0:3c}; a view likewise. */
    public CharSequence macText() {
        int start = take(6);
        return hexText.over(bytes, Math.max(0, start), 0, start < 0 ? 0 : 12, true);
    }

    /**
     * The bytes from {@code offset} on with their escapes undone, as a frame of its own, valid until the next call.
     * This one stays as it is.
     *
     * @param escapes three characters an escape: the two bytes sent, and the one they stand for
     */
    public Frame unescaped(int offset, int count, String escapes) {
        if (plain == null) {
            plain = new Frame();
        }
        if (scratch.length < count) {
            scratch = new byte[Math.max(count, 2 * scratch.length)];
        }
        int length = unescape(bytes, scratch, offset, count, escapes);
        if (sent == bytes) {
            return plain.wrap(scratch, 0, length);
        }
        byte[] sentScratch = new byte[scratch.length];
        unescape(sent, sentScratch, offset, count, escapes);
        return plain.wrap(scratch, sentScratch, 0, length);
    }

    private int unescape(byte[] source, byte[] target, int offset, int count, String escapes) {
        int end = Math.min(to - from, offset + count);
        int length = 0;
        for (int i = Math.max(0, offset); i < end; i++) {
            int octet = source[from + i] & 0xFF;
            for (int k = 0; k < escapes.length(); k += 3) {
                boolean escaped = octet == escapes.charAt(k) && i + 1 < end;
                if (escaped && (source[from + i + 1] & 0xFF) == escapes.charAt(k + 1)) {
                    octet = escapes.charAt(k + 2);
                    i++;
                    break;
                }
            }
            target[length++] = (byte) octet;
        }
        return length;
    }

    /** The next {@code count} bytes as JSON; the cursor moves past them. Valid until the next one. */
    public JsonCursor json(int count) {
        if (json == null) {
            json = new JsonCursor();
        }
        int offset = offset();
        return json.over(this, offset, take(count) < 0 ? offset : offset + count);
    }

    /** Cuts the next {@code count} bytes at a delimiter; the cursor moves past them. Valid until the next split. */
    public Fields split(int count, char delimiter) {
        int start = take(count);
        return fields.over(bytes, Math.max(0, start), start < 0 ? 0 : start + count, delimiter);
    }
}
