package io.fivenines.coordinator.redirect.vip;

import io.fivenines.coordinator.cluster.NodeId;
import java.util.List;

/**
 * What an agent looks after.
 *
 * @param stop run when an address will not go, with {@code FIVENINES_ADDRESS} set; empty for nothing
 */
public record AgentConfig(NodeId id, AddressSet addresses, LeaseConfig lease, List<String> stop) {
    public AgentConfig {
        stop = List.copyOf(stop);
    }
}
