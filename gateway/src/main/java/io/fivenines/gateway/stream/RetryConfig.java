package io.fivenines.gateway.stream;

import java.time.Duration;

/**
 * What a stream does about failures.
 *
 * @param min the first pause; each further one is twice as long
 * @param max the longest pause
 * @param timeout of one delivery, from sending it to its confirmation
 * @param poisonTries how often a batch is tried that the sink refuses for its content
 */
public record RetryConfig(Duration min, Duration max, Duration timeout, int poisonTries) {
    private static final Duration MIN_MIN = Duration.ofMillis(10);
    private static final Duration MAX_MAX = Duration.ofHours(1);
    private static final Duration TIMEOUT_MIN = Duration.ofMillis(100);
    /** Below the minute in which a reader of the journal must show that it lives. */
    private static final Duration TIMEOUT_MAX = Duration.ofSeconds(45);

    private static final int TRIES_MAX = 100;

    public static final RetryConfig DEFAULT =
            new RetryConfig(Duration.ofMillis(500), Duration.ofMinutes(1), Duration.ofSeconds(15), 5);

    public RetryConfig {
        if (min.compareTo(MIN_MIN) < 0 || min.compareTo(max) > 0) {
            throw new IllegalArgumentException(
                    "min " + min.toMillis() + " ms, expected 10ms up to max, " + max.toMillis() + " ms");
        }
        if (max.compareTo(MAX_MAX) > 0) {
            throw new IllegalArgumentException("max " + max.toMillis() + " ms, expected at most 1h");
        }
        if (timeout.compareTo(TIMEOUT_MIN) < 0 || timeout.compareTo(TIMEOUT_MAX) > 0) {
            throw new IllegalArgumentException("timeout " + timeout.toMillis() + " ms, expected 100ms to 45s");
        }
        if (poisonTries < 1 || poisonTries > TRIES_MAX) {
            throw new IllegalArgumentException("poisonTries " + poisonTries + ", expected 1 to " + TRIES_MAX);
        }
    }
}
