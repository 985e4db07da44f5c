package io.fivenines.benchmarks.load;

import java.util.SplittableRandom;

/**
 * How long a tracker waits before it tries again: doubling from the first to the longest, half of it chance; or
 * steadily, then attempts begin so long after each other whatever becomes of them, and chance says only when the first
 * one does.
 */
public record Backoff(long firstMs, long longestMs, boolean steady) {
    private static final int DOUBLINGS_MAX = 30;

    public Backoff {
        if (firstMs < 1 || longestMs < firstMs) {
            throw new IllegalArgumentException(
                    "back-off of " + firstMs + " to " + longestMs + " ms, expected 1 <= first <= longest");
        }
    }

    public static Backoff doubling(long firstMs, long longestMs) {
        return new Backoff(firstMs, longestMs, false);
    }

    public static Backoff every(long ms) {
        return new Backoff(ms, ms, true);
    }

    /**
     * From now on.
     *
     * @param failures in a row, 0 when the connection had been good
     * @param sinceMs the last attempt began
     */
    public long delayMs(int failures, long sinceMs, SplittableRandom random) {
        if (steady) {
            return failures == 0 ? random.nextLong(firstMs) : Math.max(0, firstMs - sinceMs);
        }
        long full = Math.min(longestMs, firstMs << Math.min(failures, DOUBLINGS_MAX));
        return full / 2 + random.nextLong(full / 2 + 1);
    }
}
