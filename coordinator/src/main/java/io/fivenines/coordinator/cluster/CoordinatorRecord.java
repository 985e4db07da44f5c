package io.fivenines.coordinator.cluster;

/**
 * A live coordinator, at {@link Paths#coordinator}; ephemeral.
 *
 * @param place the datacenter it stands in, or the witness's name
 * @param console where its API is, host:port
 * @param version of the software
 */
public record CoordinatorRecord(String id, String place, String console, String version) {}
