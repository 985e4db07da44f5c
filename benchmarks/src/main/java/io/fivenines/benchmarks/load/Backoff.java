package io.fivenines.benchmarks.load;

import java.util.SplittableRandom;

/** How long a tracker waits before it tries again: doubling from the first to the longest, half of it chance. */
public record Backoff(long firstMs, long longestMs) {
    private static final int DOUBLINGS_MAX = 30;

    public Backoff {
        if (firstMs < 1 || longestMs < firstMs) {
            throw new IllegalArgumentException(
                    "back-off of " + firstMs + " to " + longestMs + " ms, expected 1 <= first <= longest");
        }
    }

    /** So many failures in a row, 0 when the connection had been good. */
    public long delayMs(int failures, SplittableRandom random) {
        long full = Math.min(longestMs, firstMs << Math.min(failures, DOUBLINGS_MAX));
        return full / 2 + random.nextLong(full / 2 + 1);
    }
}
