package io.fivenines.gateway.decode.protocol.meitrack;

/** A number of zero or more as decimal digits, used again and again. */
final class DecimalText implements CharSequence {
    private static final int DIGITS_MAX = 19;

    private final char[] digits = new char[DIGITS_MAX];
    private int from = DIGITS_MAX;

    DecimalText of(long number) {
        long rest = number;
        from = DIGITS_MAX;
        do {
            digits[--from] = (char) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        return this;
    }

    @Override
    public int length() {
        return DIGITS_MAX - from;
    }

    @Override
    public char charAt(int index) {
        return digits[from + index];
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return toString().substring(start, end);
    }

    @Override
    public String toString() {
        return new String(digits, from, length());
    }
}
