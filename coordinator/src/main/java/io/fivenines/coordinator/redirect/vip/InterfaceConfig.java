package io.fivenines.coordinator.redirect.vip;

import java.time.Duration;

/**
 * Where addresses are put.
 *
 * @param name of the network interface
 * @param lifetime after so long without an agent the kernel removes an address by itself; 0 for never
 * @param linger for so long after an address was handed over, what still comes for it is answered; 0 for not at all
 */
public record InterfaceConfig(String name, Duration lifetime, Duration linger) {
    public static final Duration LIFETIME = Duration.ofSeconds(15);
    public static final Duration LINGER = Duration.ofSeconds(10);

    private static final Duration SHORTEST = Duration.ofSeconds(3);
    private static final Duration LINGER_MAX = Duration.ofMinutes(10);

    public InterfaceConfig {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._@-]{0,14}")) {
            throw new IllegalArgumentException("interface '" + name + "', expected the name of a network interface");
        }
        if (!lifetime.isZero() && (lifetime.compareTo(SHORTEST) < 0 || lifetime.toDays() > 1)) {
            throw new IllegalArgumentException("addressLifetime " + lifetime.toMillis()
                    + " ms, expected 0 (for ever) or " + SHORTEST.toMillis() + " ms to a day");
        }
        if (linger.isNegative() || linger.compareTo(LINGER_MAX) > 0) {
            throw new IllegalArgumentException(
                    "linger " + linger.toMillis() + " ms, expected 0 to " + LINGER_MAX.toMillis());
        }
    }
}
