package io.fivenines.gateway.stream;

import java.util.random.RandomGenerator;

/** Pauses between tries: each about twice as long as the one before, up to a limit; none quite like another's. */
final class Backoff {
    private final long minMs;
    private final long maxMs;
    private final RandomGenerator random;
    private long nextMs;

    Backoff(RetryConfig config, RandomGenerator random) {
        minMs = config.min().toMillis();
        maxMs = config.max().toMillis();
        this.random = random;
        nextMs = minMs;
    }

    /** Between half of the pause that is due and all of it. */
    long nextMs() {
        long ms = nextMs;
        nextMs = Math.min(maxMs, 2 * nextMs);
        return ms - random.nextLong(ms / 2 + 1);
    }

    void reset() {
        nextMs = minMs;
    }
}
