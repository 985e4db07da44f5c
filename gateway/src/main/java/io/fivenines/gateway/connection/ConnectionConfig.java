package io.fivenines.gateway.connection;

import java.time.Duration;

/**
 * How connections are treated.
 *
 * @param idleTimeout a tracker silent for so long is disconnected
 * @param loginTimeout a stranger who has not said who it is by then is disconnected
 * @param heldRepliesMax frames of one connection that may wait for the journal before reading it stops
 * @param rejectsMax frames in a row that nobody understands before a connection is closed
 * @param repeatSlots trackers whose last frame is remembered, so that sending it again stores nothing; a power of two
 */
public record ConnectionConfig(
        Duration idleTimeout, Duration loginTimeout, int heldRepliesMax, int rejectsMax, int repeatSlots) {
    public static final ConnectionConfig DEFAULT =
            new ConnectionConfig(Duration.ofMinutes(10), Duration.ofSeconds(30), 64, 64, 1 << 18);

    public ConnectionConfig {
        positive("idleTimeout", idleTimeout);
        positive("loginTimeout", loginTimeout);
        if (heldRepliesMax < 2) {
            throw new IllegalArgumentException("heldRepliesMax " + heldRepliesMax + ", expected at least 2");
        }
        if (rejectsMax < 1) {
            throw new IllegalArgumentException("rejectsMax " + rejectsMax + ", expected at least 1");
        }
        if (repeatSlots < 2 || Integer.bitCount(repeatSlots) != 1) {
            throw new IllegalArgumentException("repeatSlots " + repeatSlots + ", expected a power of two above 1");
        }
    }

    private static void positive(String key, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(key + " " + value + ", expected more than 0s");
        }
    }
}
