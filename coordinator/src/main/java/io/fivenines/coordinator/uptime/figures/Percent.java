package io.fivenines.coordinator.uptime.figures;

import io.fivenines.coordinator.uptime.Coverage;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** An exact share of a whole. */
public record Percent(BigInteger part, BigInteger whole) implements Comparable<Percent> {
    public static final Percent ALL = of(1, 1);

    private static final BigInteger HUNDRED = BigInteger.valueOf(100);

    public Percent {
        if (whole.signum() <= 0 || part.signum() < 0 || part.compareTo(whole) > 0) {
            throw new IllegalArgumentException(part + " of " + whole + ", expected a part of something");
        }
    }

    public static Percent of(long part, long whole) {
        return new Percent(BigInteger.valueOf(part), BigInteger.valueOf(whole));
    }

    /** The availability over the time that was watched; none if no time was. Unknown time is neither up nor down. */
    public static Optional<Percent> up(Coverage coverage) {
        long knownMs = coverage.upMs() + coverage.downMs();
        return knownMs == 0 ? Optional.empty() : Optional.of(of(coverage.upMs(), knownMs));
    }

    /** The availability if everything was down while nobody watched; none of no time. */
    public static Optional<Percent> upAtWorst(Coverage coverage) {
        long allMs = coverage.upMs() + coverage.downMs() + coverage.unknownMs();
        return allMs == 0 ? Optional.empty() : Optional.of(of(coverage.upMs(), allMs));
    }

    /**
     * What somebody wrote, such as 99.95.
     *
     * @throws IllegalArgumentException if it is not from 0 to 100
     */
    public static Percent parse(String text) {
        if (!text.matches("[0-9]{1,3}(\\.[0-9]{1,12})?")
                || new BigDecimal(text).compareTo(BigDecimal.valueOf(100)) > 0) {
            throw new IllegalArgumentException("'" + text + "', expected a percentage from 0 to 100 like 99.95");
        }
        BigDecimal given = new BigDecimal(text);
        return new Percent(given.unscaledValue(), HUNDRED.multiply(BigInteger.TEN.pow(given.scale())));
    }

    /** What remains of a service that needs all of these, each failing on its own. */
    public static Percent product(List<Percent> links) {
        Percent product = ALL;
        for (Percent link : links) {
            product = new Percent(product.part.multiply(link.part), product.whole.multiply(link.whole));
        }
        return product;
    }

    /**
     * Rounded to the nearest, except upwards into a nine: 99.998996 is 99.99899 and not 99.99900, because who reads
     * that believes in five nines, and 99.9999999 is 99.99999 and never 100.
     */
    public String text(int decimals) {
        BigInteger scale = BigInteger.TEN.pow(decimals);
        BigInteger[] divided = part.multiply(HUNDRED).multiply(scale).divideAndRemainder(whole);
        BigInteger rounded = divided[0];
        if (divided[1].shiftLeft(1).compareTo(whole) >= 0) {
            BigInteger up = rounded.add(BigInteger.ONE);
            rounded = isNine(HUNDRED.multiply(scale).subtract(up)) ? rounded : up;
        }
        return new BigDecimal(rounded, decimals).toPlainString();
    }

    /** Whether that little missing makes the share a 90, 99, 99.9 and so on, or all. */
    private static boolean isNine(BigInteger missing) {
        return missing.signum() == 0 || missing.toString().matches("10*");
    }

    /** The five decimals that tell five nines from four. */
    public String text() {
        return text(5);
    }

    @Override
    public int compareTo(Percent other) {
        return part.multiply(other.whole).compareTo(other.part.multiply(whole));
    }

    /** What of so much that is, the rest of a unit dropped. */
    public long of(long amount) {
        return part.multiply(BigInteger.valueOf(amount)).divide(whole).longValueExact();
    }

    /** How much is missing. */
    public Percent rest() {
        return new Percent(whole.subtract(part), whole);
    }
}
