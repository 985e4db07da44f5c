package io.fivenines.gateway.decode;

/** A view of a number as decimal digits, used again and again. */
final class DecimalText implements CharSequence {
    private long value;
    private int length;

    /** An unsigned number, padded with zeros to at least {@code digits}. */
    DecimalText over(long value, int digits) {
        this.value = value;
        length = Math.max(1, digits);
        for (long rest = shift(value, length); rest != 0; rest = Long.divideUnsigned(rest, 10)) {
            length++;
        }
        return this;
    }

    private static long shift(long value, int digits) {
        long rest = value;
        for (int i = 0; i < digits; i++) {
            rest = Long.divideUnsigned(rest, 10);
        }
        return rest;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        if (index < 0 || index >= length) {
            throw new IndexOutOfBoundsException("index " + index + " in a number of " + length + " digits");
        }
        return (char) ('0' + Long.remainderUnsigned(shift(value, length - 1 - index), 10));
    }

    @Override
    public CharSequence subSequence(int first, int end) {
        return toString().substring(first, end);
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
