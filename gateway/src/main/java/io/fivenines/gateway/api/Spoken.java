package io.fivenines.gateway.api;

import java.util.List;

/**
 * A protocol this gateway speaks.
 *
 * @param listeners where, as host:port; none if no listener speaks it
 */
public record Spoken(String name, int defaultPort, List<String> listeners) {
    public Spoken {
        listeners = List.copyOf(listeners);
    }
}
