package io.fivenines.coordinator.config;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A whole number with its unit, as settings are written: {@code 30s}, {@code 64MiB}. 0 needs no unit. */
public final class Quantity {
    public static final Quantity DURATION = new Quantity(
            "a duration like 30s",
            new Unit("ms", 1),
            new Unit("s", 1000),
            new Unit("m", 60_000),
            new Unit("h", 3_600_000),
            new Unit("d", 86_400_000));
    static final Quantity SIZE = new Quantity(
            "a size like 64MiB",
            new Unit("B", 1),
            new Unit("KiB", 1L << 10),
            new Unit("MiB", 1L << 20),
            new Unit("GiB", 1L << 30),
            new Unit("TiB", 1L << 40));

    /** More digits than any real quantity has, few enough for a long. */
    private static final int DIGITS_MAX = 18;

    private final String expected;
    private final Unit[] units;

    private Quantity(String example, Unit... units) {
        this.units = units;
        expected = Arrays.stream(units).map(Unit::symbol).collect(Collectors.joining(", ", example + " (", ")"));
    }

    /** What to say to whoever wrote something else. */
    public String expected() {
        return expected;
    }

    /** Milliseconds or bytes; -1 if the text is not such a quantity, or one beyond a long. */
    public long parse(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        if (digits == 0 || digits > DIGITS_MAX) {
            return -1;
        }
        long number = Long.parseLong(text.substring(0, digits));
        String symbol = text.substring(digits).strip();
        for (Unit unit : units) {
            if (unit.symbol.equals(symbol)) {
                return number <= Long.MAX_VALUE / unit.factor ? number * unit.factor : -1;
            }
        }
        return number == 0 && symbol.isEmpty() ? 0 : -1;
    }

    /** In the largest unit that says it exactly. */
    String text(long value) {
        Unit unit = units[0];
        for (Unit larger : units) {
            if (value != 0 && value % larger.factor == 0) {
                unit = larger;
            }
        }
        return value / unit.factor + unit.symbol;
    }

    private record Unit(String symbol, long factor) {}
}
