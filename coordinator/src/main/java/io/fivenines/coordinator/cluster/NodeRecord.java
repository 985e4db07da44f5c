package io.fivenines.coordinator.cluster;

import java.util.List;

/**
 * A live gateway, at {@link Paths#node}; ephemeral: it ends with the gateway's session.
 *
 * @param heartbeat where it answers {@link Beat}s, host:port
 * @param api where its HTTP API is, host:port
 * @param listeners protocol@host:port of each
 * @param version of the software
 * @param connections trackers connected when this was written, at most a few seconds ago
 * @param sinceMs when the process began, its own clock
 */
public record NodeRecord(
        NodeId id,
        String heartbeat,
        String api,
        List<String> listeners,
        String version,
        NodeState state,
        int connections,
        long sinceMs) {
    public NodeRecord {
        listeners = List.copyOf(listeners);
    }
}
