package io.fivenines.coordinator.cluster;

/**
 * The answer to a {@link Beat}, one JSON object a line.
 *
 * @param number of the beat answered
 */
public record Pulse(NodeId id, long number, NodeState state, int connections) {}
