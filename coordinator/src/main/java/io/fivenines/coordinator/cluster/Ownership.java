package io.fivenines.coordinator.cluster;

/**
 * Who is to have a virtual address.
 *
 * @param owner null while no node of the datacenter may have it
 * @param previous who had it before and must have let go first; null if nobody
 * @param silentMs for how long nobody had heard of the previous owner's host when this was decided: so much of its
 *     lease has run out already
 */
public record Ownership(NodeId owner, NodeId previous, long silentMs) {}
