package io.fivenines.coordinator.cluster;

import java.util.Map;

/**
 * What one observer sees, at {@link Paths#observer}; ephemeral.
 *
 * @param place where the observer stands: a datacenter's name, or the witness's
 * @param nodes each gateway it watches
 * @param datacenters each datacenter's public endpoints, tried from here as a tracker would
 * @param silentMs for how long nothing was heard of a node that is not green
 * @param asOfMs the observer's clock
 */
public record Observation(
        String observer,
        String place,
        Map<NodeId, Light> nodes,
        Map<String, Light> datacenters,
        Map<NodeId, Long> silentMs,
        long asOfMs) {
    public Observation {
        nodes = Sorted.copy(nodes);
        datacenters = Sorted.copy(datacenters);
        silentMs = Sorted.copy(silentMs);
    }
}
