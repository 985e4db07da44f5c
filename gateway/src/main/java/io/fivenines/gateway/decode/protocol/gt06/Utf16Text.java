package io.fivenines.gateway.decode.protocol.gt06;

import io.fivenines.gateway.decode.Frame;

/** Characters of two bytes, big-endian, in a frame. */
record Utf16Text(Frame frame, int offset, int length) implements CharSequence {
    @Override
    public char charAt(int index) {
        return (char) (frame.at(offset + 2 * index) << 8 | frame.at(offset + 2 * index + 1) & 0xFF);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new Utf16Text(frame, offset + 2 * start, end - start);
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
