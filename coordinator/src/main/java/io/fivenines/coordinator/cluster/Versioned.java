package io.fivenines.coordinator.cluster;

/**
 * A record and the version it has in ZooKeeper, which counts its writes.
 *
 * @param version what a conditional write must name
 */
public record Versioned<T>(T record, int version) {
    /** To write only if there is no record yet. */
    public static final int NONE = -2;
    /** To write whatever is there, if there is something. */
    public static final int ANY = -1;
}
