package io.fivenines.gateway.stream;

import java.time.Duration;

/**
 * How much is delivered at once.
 *
 * @param bytes of JSON; one message that is larger goes alone
 * @param linger for how long a batch that is not full waits for more
 */
public record BatchConfig(int messages, long bytes, Duration linger) {
    private static final int MESSAGES_MAX = 10_000;
    private static final long BYTES_MIN = 1 << 10;
    private static final long BYTES_MAX = 16 << 20;
    private static final Duration LINGER_MAX = Duration.ofSeconds(30);

    public static final BatchConfig DEFAULT = new BatchConfig(500, 1 << 20, Duration.ofMillis(100));

    public BatchConfig {
        if (messages < 1 || messages > MESSAGES_MAX) {
            throw new IllegalArgumentException("messages " + messages + ", expected 1 to " + MESSAGES_MAX);
        }
        if (bytes < BYTES_MIN || bytes > BYTES_MAX) {
            throw new IllegalArgumentException("bytes " + bytes + ", expected " + BYTES_MIN + " to " + BYTES_MAX);
        }
        if (linger.compareTo(LINGER_MAX) > 0) {
            throw new IllegalArgumentException("linger " + linger.toMillis() + " ms, expected at most 30s");
        }
    }
}
