package io.fivenines.gateway.decode;

/** A number's decimal digits as text, used again and again: for idents and codes that trackers send as numbers. */
public final class Digits implements CharSequence {
    private static final int LENGTH_MAX = 20;

    private final char[] digits = new char[LENGTH_MAX];
    private int from = LENGTH_MAX;

    /** The text of an unsigned number, valid until the next one. */
    public Digits of(long value) {
        return of(value, 1);
    }

    /** The same, filled up with zeros on the left. */
    public Digits of(long value, int length) {
        from = LENGTH_MAX;
        for (long rest = value; rest != 0; rest = Long.divideUnsigned(rest, 10)) {
            digits[--from] = (char) ('0' + Long.remainderUnsigned(rest, 10));
        }
        while (LENGTH_MAX - from < Math.min(length, LENGTH_MAX)) {
            digits[--from] = '0';
        }
        return this;
    }

    @Override
    public int length() {
        return LENGTH_MAX - from;
    }

    @Override
    public char charAt(int index) {
        if (index < 0) {
            throw new IndexOutOfBoundsException("index " + index + " in a number of " + length() + " digits");
        }
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
