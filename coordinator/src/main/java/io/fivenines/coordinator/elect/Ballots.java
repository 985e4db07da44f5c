package io.fivenines.coordinator.elect;

/**
 * What an {@link Election} asks of ZooKeeper. Nothing waits; the answers come back to the election's {@code on}
 * methods, in whatever order, on its thread, naming the round they were asked in.
 */
interface Ballots {
    /** Makes a node of this process, ephemeral and with the next sequence number. */
    void stand(long round);

    /** Lists the nodes there are, and watches for the next change of them. */
    void list(long round);

    /** Has ZooKeeper's majority confirm that the node is there: a read may be answered by a server that is cut off. */
    void prove(long round, String node);

    /** Removes a node of this process that is of no use any more. */
    void remove(String node);
}
