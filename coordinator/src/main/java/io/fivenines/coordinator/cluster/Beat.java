package io.fivenines.coordinator.cluster;

/**
 * What a coordinator says over its heartbeat connection, one JSON object a line, every 100 ms. A gateway answers each
 * with a {@link Pulse}; so does an agent, whose lease it also renews.
 *
 * @param contact whether the coordinator is in contact with ZooKeeper's majority
 * @param epoch of the newest plan it knows
 * @param plan the number of that plan
 */
public record Beat(String coordinator, String place, long number, boolean contact, long epoch, long plan) {}
