package io.fivenines.gateway.decode.protocol.gl200;

import io.fivenines.gateway.decode.Frame;

/** Digits the binary forms pack, used again and again. */
final class Digits implements CharSequence {
    /** As many as a text parameter holds. */
    private static final int LENGTH_MAX = 1024;

    private final char[] digits = new char[LENGTH_MAX];
    private int length;

    /**
     * Two decimal digits a byte, each byte as a number, and a single one in the eighth (GV200 @Track Air Interface
     * Protocol V3.20, 4.6). Eight bytes that are none such hold the start of a name the user gave: they stand as the
     * number they make.
     */
    Digits ofPairs(Frame frame, int offset) {
        length = 0;
        boolean paired = frame.at(offset + 7) < 10;
        for (int i = 0; i < 7; i++) {
            paired &= frame.at(offset + i) < 100;
        }
        for (int i = 0; i < 7 && paired; i++) {
            append(frame.at(offset + i) / 10);
            append(frame.at(offset + i) % 10);
        }
        if (paired) {
            append(frame.at(offset + 7));
        } else {
            ofNumber(frame.seek(offset).i64());
        }
        return this;
    }

    private void ofNumber(long number) {
        long power = 1_000_000_000_000_000_000L;
        long rest = number;
        for (; power > 0; power /= 10) {
            long digit = Long.divideUnsigned(rest, power);
            rest -= digit * power;
            if (length > 0 || digit > 0 || power == 1) {
                if (digit > 9) {
                    append((int) digit / 10);
                }
                append((int) (digit % 10));
            }
        }
    }

    /** As many half bytes as digits, from the {@code from}-th on. */
    Digits ofHalves(Frame frame, int offset, int from, int count) {
        length = 0;
        for (int i = from; i < from + count; i++) {
            append(frame.at(offset + i / 2) >> 4 * (1 - i % 2) & 15);
        }
        return this;
    }

    /** Bytes in hexadecimal, lower case, as many as a text holds. */
    Digits ofBytes(Frame frame, int offset, int count) {
        length = 0;
        for (int i = 0; i < Math.min(2 * count, LENGTH_MAX); i++) {
            digits[length++] = Character.forDigit(frame.at(offset + i / 2) >> 4 * (1 - i % 2) & 15, 16);
        }
        return this;
    }

    private void append(int digit) {
        digits[length++] = Character.toUpperCase(Character.forDigit(digit, 16));
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        return digits[index];
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return toString().substring(start, end);
    }

    @Override
    public String toString() {
        return new String(digits, 0, length);
    }
}
