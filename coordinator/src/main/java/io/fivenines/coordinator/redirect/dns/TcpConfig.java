package io.fivenines.coordinator.redirect.dns;

import java.time.Duration;

/**
 * Limits of connections.
 *
 * @param connectionsMax at the same time
 * @param perAddressMax of those, from one address
 * @param idleTimeout a connection without a whole question for so long is closed
 */
public record TcpConfig(int connectionsMax, int perAddressMax, Duration idleTimeout) {
    public static final TcpConfig DEFAULT = new TcpConfig(1024, 32, Duration.ofSeconds(10));

    public TcpConfig {
        if (connectionsMax < 1 || perAddressMax < 1) {
            throw new IllegalArgumentException("connectionsMax " + connectionsMax + " and perAddressMax "
                    + perAddressMax + ", expected at least 1 each");
        }
        if (idleTimeout.toMillis() < 100 || idleTimeout.toMinutes() > 10) {
            throw new IllegalArgumentException(
                    "idleTimeout " + idleTimeout.toMillis() + " ms, expected 100 ms to 10 minutes");
        }
    }
}
