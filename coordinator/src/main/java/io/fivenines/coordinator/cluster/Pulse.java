package io.fivenines.coordinator.cluster;

/**
 * The answer to a {@link Beat}, one JSON object a line.
 *
 * @param number of the beat answered
 * @param obeyed the newest plan an agent has obeyed; null in the answer of a gateway, which obeys none
 */
public record Pulse(NodeId id, long number, NodeState state, int connections, Obeyed obeyed) {
    /** Which plan. */
    public record Obeyed(long epoch, long plan) {}

    public Pulse(NodeId id, long number, NodeState state, int connections) {
        this(id, number, state, connections, null);
    }

    /** Whether it is from an agent that has yet to obey that plan. */
    boolean obeysOlder(long epoch, long plan) {
        return obeyed != null && (obeyed.epoch() < epoch || obeyed.epoch() == epoch && obeyed.plan() < plan);
    }
}
