package io.fivenines.gateway.decode.protocol.wialon;

import io.fivenines.gateway.decode.Frame;

/** A part of a frame read as UTF-8, used again and again; what is no UTF-8 becomes a question mark in a lozenge. */
final class Utf8Text implements CharSequence {
    private static final int LENGTH_MAX = 1024;
    private static final char BROKEN = '\uFFFD';

    private final char[] chars = new char[LENGTH_MAX];
    private int length;
    private int end;

    /** The text between two offsets, cut at 1,024 characters; {@link #end} is where it was cut. */
    Utf8Text of(Frame frame, int from, int to) {
        length = 0;
        for (int i = from; i < to && length < LENGTH_MAX; ) {
            int octet = frame.at(i++);
            int more = octet < 0xC0 ? 0 : octet < 0xE0 ? 1 : octet < 0xF0 ? 2 : 3;
            int code = more == 0 ? octet : octet & 0x3F >> more;
            for (int k = 0; k < more && i < to && (frame.at(i) & 0xC0) == 0x80; k++) {
                code = code << 6 | frame.at(i++) & 0x3F;
            }
            chars[length++] = octet >= 0x80 && (more == 0 || code < 0x80 || code > 0xFFFF) ? BROKEN : (char) code;
            end = i;
        }
        return this;
    }

    /** The offset after the last byte read. */
    int end() {
        return end;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        return chars[index];
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return toString().substring(start, end);
    }

    @Override
    public String toString() {
        return new String(chars, 0, length);
    }
}
