package io.fivenines.gateway.telemetry;

/**
 * A command on its way to one tracker.
 *
 * @param number stands for this command among the unfinished ones of its tracker, 1 to {@link #NUMBER_MAX}, on whatever
 *     connection; for protocols whose answers carry the number of what they answer
 * @param password of the tracker; empty where the request gave none: the encoder then takes the maker's default or
 *     leaves it out, as its protocol's page says
 * @param dialect which of several ways the protocol has to say this; empty for its usual one
 */
public record Order(Command command, int number, String password, String dialect) {
    /** Two bytes hold it: no protocol has less. */
    public static final int NUMBER_MAX = 0xFFFF;

    private static final int WORD_MAX = 32;

    public Order {
        if (number < 1 || number > NUMBER_MAX) {
            throw new IllegalArgumentException("number is " + number + ", expected 1 to " + NUMBER_MAX);
        }
        checkWords(password, dialect);
    }

    /** In the protocol's usual way, with the maker's default password. */
    public Order(Command command, int number) {
        this(command, number, "", "");
    }

    /** The password, or else the maker's. */
    public String passwordOr(String makers) {
        return password.isEmpty() ? makers : password;
    }

    /**
     * Whether they may be password and dialect of an order.
     *
     * @throws IllegalArgumentException naming the one that may not, then ", expected " and what would do
     */
    public static void checkWords(String password, String dialect) {
        word("password", password);
        word("dialect", dialect);
    }

    private static void word(String name, String value) {
        if (!value.matches("[!-~]{0," + WORD_MAX + "}")) {
            throw new IllegalArgumentException(
                    name + " is '" + value + "', expected at most " + WORD_MAX + " printable characters without space");
        }
    }
}
