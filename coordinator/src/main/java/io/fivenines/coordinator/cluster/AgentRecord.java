package io.fivenines.coordinator.cluster;

import java.util.Set;

/**
 * A live agent and what addresses its host has now, at {@link Paths#agent}; ephemeral. The next owner of an address
 * takes it once the former owner's agent no longer lists it, or its lease has run out.
 *
 * @param heartbeat where the agent answers {@link Beat}s, host:port
 * @param held virtual addresses on the host's interfaces
 * @param epoch the newest it has obeyed
 */
public record AgentRecord(NodeId id, String heartbeat, Set<String> held, long epoch) {
    public AgentRecord {
        held = Set.copyOf(held);
    }
}
