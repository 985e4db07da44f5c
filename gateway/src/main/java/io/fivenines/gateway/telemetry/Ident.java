package io.fivenines.gateway.telemetry;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a tracker calls itself, usually its IMEI: 1 to {@link #LENGTH_MAX} printable ASCII characters without space. */
public final class Ident implements CharSequence {
    public static final int LENGTH_MAX = 64;

    private final byte[] ascii;
    private final int hash;

    private Ident(byte[] ascii) {
        this.ascii = ascii;
        this.hash = Arrays.hashCode(ascii);
    }

    /** The ident, or null where the text is empty, too long, or has a character that does not belong in one. */
    public static Ident of(CharSequence text) {
        int length = text.length();
        if (length == 0 || length > LENGTH_MAX) {
            return null;
        }
        byte[] ascii = new byte[length];
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c > '~') {
                return null;
            }
            ascii[i] = (byte) c;
        }
        return new Ident(ascii);
    }

    /** The characters, shared: read only. */
    public byte[] ascii() {
        return ascii;
    }

    /** Whether the text is this ident; no allocation. */
    public boolean is(CharSequence text) {
        if (text.length() != ascii.length) {
            return false;
        }
        for (int i = 0; i < ascii.length; i++) {
            if (text.charAt(i) != ascii[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int length() {
        return ascii.length;
    }

    @Override
    public char charAt(int index) {
        return (char) ascii[index];
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return toString().subSequence(start, end);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ident that && Arrays.equals(ascii, that.ascii);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return new String(ascii, StandardCharsets.US_ASCII);
    }
}
