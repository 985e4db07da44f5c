package io.fivenines.coordinator.redirect.vip;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;

/**
 * What stands in front of the gateways on this host, HAProxy for instance.
 *
 * @param ready answers 200 while it takes trackers and has a gateway for them
 * @param every between two questions, and for one
 * @param bind where coordinators' heartbeats are answered in its name
 * @param announced host:port under which they find it
 */
public record FrontConfig(URI ready, Duration every, InetSocketAddress bind, String announced) {
    public static final Duration EVERY = Duration.ofMillis(100);

    public FrontConfig {
        if (!"http".equals(ready.getScheme()) || ready.getHost() == null) {
            throw new IllegalArgumentException("ready '" + ready + "', expected http://HOST[:PORT]/PATH");
        }
        if (every.toMillis() < 20 || every.toSeconds() > 10) {
            throw new IllegalArgumentException("every " + every.toMillis() + " ms, expected 20 to 10000");
        }
    }
}
