package io.fivenines.gateway.decode;

/** A view of bytes in a frame as hexadecimal digits, lower case, used again and again. */
final class HexText implements CharSequence {
    private byte[] bytes = {};
    private int start;
    private int from;
    private int to;
    private boolean colons;

    /** Digits {@code [from, to)} counted from {@code bytes[start]}, with or without a colon between bytes. */
    HexText over(byte[] bytes, int start, int from, int to, boolean colons) {
        this.bytes = bytes;
        this.start = start;
        this.from = from;
        this.to = Math.max(from, to);
        this.colons = colons;
        return this;
    }

    @Override
    public int length() {
        int digits = to - from;
        return colons ? Math.max(0, digits + digits / 2 - 1) : digits;
    }

    @Override
    public char charAt(int index) {
        if (index < 0 || index >= length()) {
            throw new IndexOutOfBoundsException("index " + index + " in a text of " + length());
        }
        if (colons && index % 3 == 2) {
            return ':';
        }
        int digit = from + (colons ? index - index / 3 : index);
        return Character.forDigit(bytes[start + digit / 2] >> (digit % 2 == 0 ? 4 : 0) & 15, 16);
    }

    @Override
    public CharSequence subSequence(int first, int end) {
        return toString().substring(first, end);
    }

    @Override
    public String toString() {
        char[] characters = new char[length()];
        for (int i = 0; i < characters.length; i++) {
            characters[i] = charAt(i);
        }
        return new String(characters);
    }
}
