package io.fivenines.gateway.decode.protocol.h02;

/** A view of a hardware address written without colons that shows them. */
final class MacText implements CharSequence {
    private CharSequence digits = "";

    MacText over(CharSequence digits) {
        this.digits = digits;
        return this;
    }

    @Override
    public int length() {
        return Math.max(0, digits.length() + digits.length() / 2 - 1);
    }

    @Override
    public char charAt(int index) {
        return index % 3 == 2 ? ':' : digits.charAt(index - index / 3);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return toString().substring(start, end);
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
