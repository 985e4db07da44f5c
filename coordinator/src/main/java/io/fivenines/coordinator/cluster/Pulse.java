package io.fivenines.coordinator.cluster;

/**
 * The answer to a {@link Beat}, one JSON object a line.
 *
 * @param number of the beat answered
 * @param epoch of the newest plan an agent has obeyed; {@link #NO_PLAN} in a gateway's answer, which obeys none
 * @param plan the number of that plan
 */
public record Pulse(NodeId id, long number, NodeState state, int connections, long epoch, long plan) {
    private static final long NO_PLAN = -1;

    public Pulse(NodeId id, long number, NodeState state, int connections) {
        this(id, number, state, connections, NO_PLAN, NO_PLAN);
    }

    /** Whether it is from an agent that has yet to obey that plan. */
    boolean obeysOlder(long newestEpoch, long newest) {
        return epoch != NO_PLAN && (epoch < newestEpoch || epoch == newestEpoch && plan < newest);
    }
}
