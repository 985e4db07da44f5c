package io.fivenines.coordinator.redirect.vip;

import java.time.Duration;

/**
 * Where addresses are put.
 *
 * @param name of the network interface
 * @param lifetime after so long without an agent the kernel removes an address by itself; 0 for never
 */
public record InterfaceConfig(String name, Duration lifetime) {
    private static final Duration SHORTEST = Duration.ofSeconds(3);

    public InterfaceConfig {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._@-]{0,14}")) {
            throw new IllegalArgumentException("interface '" + name + "', expected the name of a network interface");
        }
        if (!lifetime.isZero() && (lifetime.compareTo(SHORTEST) < 0 || lifetime.toDays() > 1)) {
            throw new IllegalArgumentException("addressLifetime " + lifetime.toMillis()
                    + " ms, expected 0 (for ever) or " + SHORTEST.toMillis() + " ms to a day");
        }
    }
}
