package io.fivenines.benchmarks.load;

/**
 * The trackers of a run and what they call themselves: 15 digits ending in the check digit, as an IMEI does.
 *
 * @param protocol name of the wire they speak
 * @param series the fleets of one gateway must differ in it; its last six digits stand in the idents
 * @param first number of the first tracker, so that several processes can share a fleet
 * @param size how many there are
 */
public record Fleet(String protocol, long series, int first, int size) {
    private static final int NUMBERS = 1_000_000;
    private static final long PREFIX = 35L;

    public Fleet {
        if (first < 0 || size < 1 || first > NUMBERS - size) {
            throw new IllegalArgumentException(
                    "trackers " + first + " and " + size + " from there, expected numbers below " + NUMBERS);
        }
    }

    private long base() {
        return (PREFIX * NUMBERS + Math.floorMod(series, NUMBERS)) * NUMBERS;
    }

    /** What the tracker of an index, 0 to size - 1, calls itself. */
    public String ident(int index) {
        long digits = base() + first + index;
        return Long.toString(digits * 10 + checkDigit(digits));
    }

    /** The index of the tracker that calls itself so; -1 if it is none of ours. */
    public int index(CharSequence ident) {
        if (ident.length() != 15) {
            return -1;
        }
        long digits = 0;
        for (int i = 0; i < 15; i++) {
            int digit = ident.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            digits = digits * 10 + digit;
        }
        long index = digits / 10 - base() - first;
        return index >= 0 && index < size && checkDigit(digits / 10) == digits % 10 ? (int) index : -1;
    }

    /** Luhn's: every second digit from the right counts twice, the digits of that added up. */
    static int checkDigit(long digits) {
        int sum = 0;
        boolean twice = true;
        for (long rest = digits; rest > 0; rest /= 10) {
            int digit = (int) (rest % 10) * (twice ? 2 : 1);
            sum += digit / 10 + digit % 10;
            twice = !twice;
        }
        return (10 - sum % 10) % 10;
    }
}
