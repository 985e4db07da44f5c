package io.fivenines.gateway.api;

import java.util.Objects;

/**
 * Which gateway answers.
 *
 * @param startedAtMs milliseconds since 1970 UTC
 */
public record About(String node, String datacenter, String version, long startedAtMs) {
    public About {
        Objects.requireNonNull(node);
        Objects.requireNonNull(datacenter);
        Objects.requireNonNull(version);
    }
}
