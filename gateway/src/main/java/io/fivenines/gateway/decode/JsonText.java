package io.fivenines.gateway.decode;

/** Reads JSON's smallest parts, strings and numbers, from a frame. */
final class JsonText {
    private static final char BROKEN = '\uFFFD';
    /** More than is ever stored; what follows is read over. */
    private static final int LENGTH_MAX = 2048;

    private static final int DIGITS_MAX = 18;

    private Frame frame = new Frame();
    private int at;
    private int end;
    private long mantissa;
    private int digits;
    private int scale;
    private boolean whole;

    void over(Frame frame, int from, int to) {
        this.frame = frame;
        at = from;
        end = Math.min(to, frame.length());
    }

    int offset() {
        return at;
    }

    void seek(int offset) {
        at = offset;
    }

    void skip() {
        at++;
    }

    private int peek() {
        return at < end ? frame.at(at) : -1;
    }

    /** The byte after blanks, or -1 at the end. */
    int skipBlanks() {
        int c = peek();
        while (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
            at++;
            c = peek();
        }
        return c;
    }

    boolean word(String word) {
        boolean there = at + word.length() <= end && frame.has(at, word);
        at += there ? word.length() : 0;
        return there;
    }

    /** Reads a string whose opening quote is here; false if it is broken, with the offset there. */
    boolean string(StringBuilder to) {
        at++;
        for (int c = peek(); c >= ' '; c = peek()) {
            if (c == '"') {
                at++;
                return true;
            }
            if (c == '\\') {
                if (!escape(to)) {
                    return false;
                }
            } else {
                at++;
                append(to, c < 0x80 ? c : utf8(c));
            }
        }
        return false;
    }

    private static void append(StringBuilder to, int code) {
        if (to.length() < LENGTH_MAX) {
            to.appendCodePoint(code);
        }
    }

    /** The code point whose first byte was read. */
    private int utf8(int first) {
        int more = first < 0xC2 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : first < 0xF5 ? 3 : 0;
        int code = first & 0x3F >> more;
        int read = 0;
        while (read < more && (peek() & 0xC0) == 0x80 && peek() >= 0) {
            code = code << 6 | peek() & 0x3F;
            at++;
            read++;
        }
        boolean longer = more == 2 && code < 0x800 || more == 3 && (code < 0x10000 || code > 0x10FFFF);
        boolean half = code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
        return more == 0 || read < more || longer || half ? BROKEN : code;
    }

    private boolean escape(StringBuilder to) {
        int known = "\"\\/bfnrtu".indexOf(at + 1 < end ? frame.at(at + 1) : 0);
        if (known < 0) {
            return false;
        }
        at += 2;
        if (known < 8) {
            append(to, "\"\\/\b\f\n\r\t".charAt(known));
            return true;
        }
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0) {
                return false;
            }
            code = code << 4 | digit;
            at++;
        }
        append(to, code);
        return true;
    }

    /** Reads a number that begins here; false if it is broken. */
    boolean number(StringBuilder to) {
        int start = at;
        mantissa = 0;
        digits = 0;
        scale = 0;
        boolean negative = peek() == '-';
        at += negative ? 1 : 0;
        int first = at;
        int length = digits(false);
        if (length == 0 || length > 1 && frame.at(first) == '0') {
            return false;
        }
        whole = true;
        if (peek() == '.') {
            at++;
            whole = false;
            if (digits(true) == 0) {
                return false;
            }
        }
        if ((peek() | 0x20) == 'e') {
            whole = false;
            if (!exponent()) {
                return false;
            }
        }
        whole &= scale == 0;
        mantissa = negative ? -mantissa : mantissa;
        for (int i = start; i < at; i++) {
            append(to, frame.at(i));
        }
        return true;
    }

    /** Takes digits into the mantissa, those it has no room for into the scale; returns how many there were. */
    private int digits(boolean fraction) {
        int from = at;
        for (int c = peek(); c >= '0' && c <= '9'; c = peek()) {
            if (digits < DIGITS_MAX) {
                mantissa = mantissa * 10 + c - '0';
                digits += mantissa == 0 ? 0 : 1;
                scale -= fraction ? 1 : 0;
            } else {
                scale += fraction ? 0 : 1;
            }
            at++;
        }
        return at - from;
    }

    private boolean exponent() {
        at++;
        int sign = peek();
        at += sign == '-' || sign == '+' ? 1 : 0;
        int from = at;
        int exponent = 0;
        for (int c = peek(); c >= '0' && c <= '9'; c = peek()) {
            exponent = Math.min(9999, exponent * 10 + c - '0');
            at++;
        }
        scale += sign == '-' ? -exponent : exponent;
        return at > from;
    }

    boolean isWhole() {
        return whole;
    }

    long whole() {
        return mantissa;
    }

    double real() {
        return Decimal.of(mantissa, scale);
    }
}
