package io.fivenines.gateway.decode;

import io.fivenines.gateway.telemetry.Command;
import io.fivenines.gateway.telemetry.Order;

/** What an encoder's protocol can carry; anything else is refused, naming it and what would do. */
public final class Expected {
    private Expected() {}

    /**
     * A text of printable ASCII, which no protocol takes for the end of a frame.
     *
     * @param without the characters that mean something to the frame around it
     */
    public static String ascii(String text, int lengthMax, String without) {
        length(text.length(), lengthMax, "characters");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || without.indexOf(c) >= 0) {
                String but = without.isEmpty() ? "" : " but " + without;
                throw new IllegalArgumentException(
                        "text has " + shown(c) + ", expected printable ASCII characters" + but);
            }
        }
        return text;
    }

    /** A text in whatever script, without the ends of lines and other control characters. */
    public static String printable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) == 0x7F) {
                throw new IllegalArgumentException(
                        "text has " + shown(text.charAt(i)) + ", expected no control characters");
            }
        }
        return text;
    }

    /** Refuses a text that is too long once it is encoded. */
    public static void length(int length, int lengthMax, String unit) {
        if (length > lengthMax) {
            throw new IllegalArgumentException(
                    "text is " + length + " " + unit + ", expected 1 to " + lengthMax + " " + unit);
        }
    }

    /** The number of an output. */
    public static int output(Command.Output output, int numberMax) {
        return in("number", output.number(), 1, numberMax);
    }

    public static int in(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " is " + value + ", expected " + min + " to " + max);
        }
        return value;
    }

    /** The dialect's place in the list, 0 for the usual one. */
    public static int dialect(Order order, String... names) {
        for (int i = 0; i < names.length; i++) {
            if (order.dialect().equals(names[i])) {
                return i + 1;
            }
        }
        if (order.dialect().isEmpty()) {
            return 0;
        }
        String others = names.length == 0 ? "none" : "none or one of " + String.join(", ", names);
        throw new IllegalArgumentException("dialect is '" + order.dialect() + "', expected " + others);
    }

    /** The order's password or else the maker's; letters and digits, so that it is one field. */
    public static String password(Order order, String makers) {
        String password = order.passwordOr(makers);
        if (!password.matches("[0-9A-Za-z]*")) {
            throw new IllegalArgumentException("password is '" + password + "', expected letters and digits");
        }
        return password;
    }

    /** An ident that the frame carries in so many decimal digits. */
    public static CharSequence digits(CharSequence ident, int min, int max) {
        boolean good = ident.length() >= min && ident.length() <= max;
        for (int i = 0; i < ident.length() && good; i++) {
            good = ident.charAt(i) >= '0' && ident.charAt(i) <= '9';
        }
        if (!good) {
            String count = min == max ? "" + min : min + " to " + max;
            throw new IllegalArgumentException("ident is '" + ident + "', expected " + count + " digits");
        }
        return ident;
    }

    private static String shown(char c) {
        return c < ' ' || c > '~' ? String.format("U+%04X", (int) c) : "'" + c + "'";
    }
}
