package io.fivenines.gateway.membership;

import io.fivenines.coordinator.cluster.NodeId;
import java.util.List;

/**
 * What a node says of itself once and for all.
 *
 * @param api host:port of its HTTP API
 * @param listeners protocol@host:port of each
 * @param sinceMs when the process began
 */
public record Self(NodeId id, String api, List<String> listeners, String version, long sinceMs) {
    public Self {
        listeners = List.copyOf(listeners);
    }
}
