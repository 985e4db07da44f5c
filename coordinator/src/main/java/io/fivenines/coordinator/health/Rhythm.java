package io.fivenines.coordinator.health;

/** The last intervals between pulses, and how unlikely they make a silence. */
final class Rhythm {
    /** A rhythm steadier than this is not believed: a loop wakes up late by so much. */
    private static final double DEVIATION_MIN_MS = 20;

    private final long[] intervalsMs;
    private int count;
    private int next;
    private double sum;
    private double squares;

    Rhythm(int window) {
        intervalsMs = new long[window];
    }

    void add(long intervalMs) {
        if (count == intervalsMs.length) {
            long oldest = intervalsMs[next];
            sum -= oldest;
            squares -= (double) oldest * oldest;
        } else {
            count++;
        }
        intervalsMs[next] = intervalMs;
        next = next + 1 == intervalsMs.length ? 0 : next + 1;
        sum += intervalMs;
        squares += (double) intervalMs * intervalMs;
    }

    /**
     * Minus the decimal logarithm of the probability that a pulse comes after so long a silence; 0 without a rhythm.
     * The normal distribution's tail is approximated by a logistic curve, as detectors of this kind commonly do.
     */
    double phi(long silentMs) {
        if (count < 2) {
            return 0;
        }
        double mean = sum / count;
        double deviation = Math.max(DEVIATION_MIN_MS, Math.sqrt(Math.max(0, squares / count - mean * mean)));
        double y = (silentMs - mean) / deviation;
        if (y <= 0) {
            return 0;
        }
        double exponent = y * (1.5976 + 0.070566 * y * y);
        return (exponent + Math.log1p(Math.exp(-exponent))) / Math.log(10);
    }
}
