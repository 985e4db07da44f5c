package io.fivenines.gateway.decode;

/** A decimal number with an exponent as a double, without allocation. */
final class Decimal {
    /** Powers of ten that a double holds exactly. */
    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private static final int EXACT_MAX = POWERS.length - 1;
    private static final int EXPONENT_MAX = 400;

    private Decimal() {}

    /**
     * {@code mantissa * 10^exponent}. To the last bit for exponents of -22 to 22, where the part of the mantissa that a
     * double has no room for and the remainder of the division are carried along; beyond, to a few last bits.
     */
    static double of(long mantissa, int exponent) {
        int left = Math.max(-EXPONENT_MAX, Math.min(EXPONENT_MAX, exponent));
        int step = Math.max(-EXACT_MAX, Math.min(EXACT_MAX, left));
        double value = exact(mantissa, step);
        for (left -= step; left > 0 && value != 0; left -= step) {
            step = Math.min(EXACT_MAX, left);
            value *= POWERS[step];
        }
        for (; left < 0 && value != 0; left += step) {
            step = Math.min(EXACT_MAX, -left);
            value /= POWERS[step];
        }
        return value;
    }

    private static double exact(long mantissa, int exponent) {
        double high = mantissa;
        double low = mantissa - (long) high;
        double power = POWERS[Math.abs(exponent)];
        if (exponent >= 0) {
            double product = high * power;
            return product + (Math.fma(high, power, -product) + low * power);
        }
        double quotient = high / power;
        return quotient + (Math.fma(-quotient, power, high) + low) / power;
    }
}
