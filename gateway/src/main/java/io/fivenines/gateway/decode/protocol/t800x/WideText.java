package io.fivenines.gateway.decode.protocol.t800x;

import io.fivenines.gateway.decode.Frame;

/** A view of a frame's bytes as UTF-16, low byte first, used again and again. */
final class WideText implements CharSequence {
    private Frame frame;
    private int from;
    private int length;

    /** The characters between two offsets; half a character at the end is left out. */
    WideText over(Frame frame, int from, int to) {
        this.frame = frame;
        this.from = from;
        length = Math.max(0, to - from) / 2;
        return this;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        if (index < 0 || index >= length) {
            throw new IndexOutOfBoundsException("index " + index + " in a text of " + length);
        }
        int at = from + 2 * index;
        return (char) (frame.at(at) & 0xFF | (frame.at(at + 1) & 0xFF) << 8);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return toString().substring(start, end);
    }

    @Override
    public String toString() {
        char[] characters = new char[length];
        for (int i = 0; i < length; i++) {
            characters[i] = charAt(i);
        }
        return new String(characters);
    }
}
