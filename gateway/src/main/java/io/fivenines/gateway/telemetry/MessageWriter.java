package io.fivenines.gateway.telemetry;

import java.nio.ByteBuffer;

/** Writes messages in their stored form, one after the other, without allocation. What does not fit is noticed once. */
public final class MessageWriter {
    /** The longest text stored, characters; a longer one is cut. */
    public static final int TEXT_MAX = 1024;

    private static final int VARINT_MAX = 10;

    private ByteBuffer out;
    private int start;
    private int values;
    private boolean overflow;

    /** Starts a message at the buffer's position. */
    public void begin(ByteBuffer out, Origin origin) {
        this.out = out;
        start = out.position();
        overflow = false;
        if (room(1 + 8 + origin.length())) {
            out.put((byte) Layout.VERSION).putLong(0);
            origin.writeTo(out);
        }
        values = out.position();
    }

    /** Whether the message so far did not fit its buffer: it is then incomplete and must not be kept. */
    public boolean overflow() {
        return overflow;
    }

    /** Where in the buffer the values begin; they end at its position. */
    public int values() {
        return values;
    }

    /** Ends the message with its id. */
    public void end(long messageId) {
        if (!overflow) {
            out.putLong(start + 1, messageId);
        }
    }

    public void put(Param param, long value) {
        head(param, Layout.KEY_NONE, Layout.TYPE_WHOLE);
        varint(zigzag(value));
    }

    public void put(Param param, double value) {
        head(param, Layout.KEY_NONE, Layout.TYPE_REAL);
        real(value);
    }

    public void put(Param param, boolean value) {
        head(param, Layout.KEY_NONE, value ? Layout.TYPE_TRUE : Layout.TYPE_FALSE);
    }

    public void put(Param param, CharSequence value) {
        head(param, Layout.KEY_NONE, Layout.TYPE_TEXT);
        text(value);
    }

    public void put(Param family, int number, long value) {
        head(family, Layout.KEY_NUMBER, Layout.TYPE_WHOLE);
        varint(number);
        varint(zigzag(value));
    }

    public void put(Param family, int number, double value) {
        head(family, Layout.KEY_NUMBER, Layout.TYPE_REAL);
        varint(number);
        real(value);
    }

    public void put(Param family, int number, boolean value) {
        head(family, Layout.KEY_NUMBER, value ? Layout.TYPE_TRUE : Layout.TYPE_FALSE);
        varint(number);
    }

    public void put(Param family, int number, CharSequence value) {
        head(family, Layout.KEY_NUMBER, Layout.TYPE_TEXT);
        varint(number);
        text(value);
    }

    public void put(Param family, CharSequence word, long value) {
        head(family, Layout.KEY_WORD, Layout.TYPE_WHOLE);
        text(word);
        varint(zigzag(value));
    }

    public void put(Param family, CharSequence word, double value) {
        head(family, Layout.KEY_WORD, Layout.TYPE_REAL);
        text(word);
        real(value);
    }

    public void put(Param family, CharSequence word, boolean value) {
        head(family, Layout.KEY_WORD, value ? Layout.TYPE_TRUE : Layout.TYPE_FALSE);
        text(word);
    }

    public void put(Param family, CharSequence word, CharSequence value) {
        head(family, Layout.KEY_WORD, Layout.TYPE_TEXT);
        text(word);
        text(value);
    }

    private boolean room(int bytes) {
        overflow |= out.remaining() < bytes;
        return !overflow;
    }

    private void head(Param param, int key, int type) {
        varint((long) param.id() << 5 | key << 3 | type);
    }

    private static long zigzag(long value) {
        return value << 1 ^ value >> 63;
    }

    private void varint(long value) {
        if (!room(VARINT_MAX)) {
            return;
        }
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    private void real(double value) {
        if (room(8)) {
            out.putDouble(value);
        }
    }

    private void text(CharSequence value) {
        int count = Math.min(value.length(), TEXT_MAX);
        int length = 0;
        for (int i = 0; i < count; i++) {
            length += octets(value, i, count);
        }
        varint(length);
        if (room(length)) {
            for (int i = 0; i < count; i++) {
                utf8(value, i, count);
            }
        }
    }

    /** Bytes of a character; a pair of surrogates counts at its first half. */
    private static int octets(CharSequence text, int i, int end) {
        char c = text.charAt(i);
        if (c < 0x80) {
            return 1;
        }
        if (Character.isSurrogate(c)) {
            return leads(text, i, end) ? 4 : trails(text, i) ? 0 : 2;
        }
        return c < 0x800 ? 2 : 3;
    }

    private static boolean leads(CharSequence text, int i, int end) {
        return i + 1 < end && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
    }

    private static boolean trails(CharSequence text, int i) {
        return i > 0 && Character.isSurrogatePair(text.charAt(i - 1), text.charAt(i));
    }

    /** Half of a surrogate pair has no place in UTF-8 and becomes a middle dot. */
    private void utf8(CharSequence text, int i, int end) {
        char c = text.charAt(i);
        if (c < 0x80) {
            out.put((byte) c);
        } else if (!Character.isSurrogate(c)) {
            continued(c, c < 0x800 ? 1 : 2);
        } else if (leads(text, i, end)) {
            continued(Character.toCodePoint(c, text.charAt(i + 1)), 3);
        } else if (!trails(text, i)) {
            continued('\u00B7', 1);
        }
    }

    /** A first byte and so many more with six bits each. */
    private void continued(int code, int more) {
        out.put((byte) (0xFF00 >> more + 1 | code >> 6 * more));
        for (int left = more - 1; left >= 0; left--) {
            out.put((byte) (0x80 | code >> 6 * left & 0x3F));
        }
    }
}
