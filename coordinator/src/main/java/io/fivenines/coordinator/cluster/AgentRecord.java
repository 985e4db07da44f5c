package io.fivenines.coordinator.cluster;

import java.util.Set;

/**
 * A live agent and what addresses its host has now, at {@link Paths#agent}; ephemeral. The next owner of an address
 * takes it once the former owner's agent has obeyed the plan that says so and no longer lists it, or its lease has run
 * out.
 *
 * @param heartbeat where the agent answers {@link Beat}s, host:port
 * @param held virtual addresses on the host's interfaces
 * @param epoch of the newest plan it has obeyed
 * @param plan the number of that plan: without it nobody could tell an agent that has let go from one that has yet to
 *     take
 */
public record AgentRecord(NodeId id, String heartbeat, Set<String> held, long epoch, long plan) {
    public AgentRecord {
        held = Sorted.copy(held);
    }
}
