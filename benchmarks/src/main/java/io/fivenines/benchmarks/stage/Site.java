package io.fivenines.benchmarks.stage;

import java.util.List;

/**
 * A datacenter of the stage.
 *
 * @param number its segment is 10.{@code number}.0.0/24
 */
record Site(String name, int number) {
    static final List<Site> DATACENTERS = List.of(new Site("eu", 1), new Site("ru", 2));
    static final Site WITNESS = new Site("wit", 3);
    static final Site OUTSIDE = new Site("out", 9);
    static final List<String> NODES = List.of("1", "2");

    String address(int host) {
        return "10." + number + ".0." + host;
    }

    /** The host of a node, such as eu1. */
    String host(String node) {
        return name + node;
    }

    /** A node's own address. */
    String nodeAddress(String node) {
        return address(10 + Integer.parseInt(node));
    }

    /** The host of the coordinator and of a ZooKeeper server. */
    String head() {
        return name + "c";
    }

    String headAddress() {
        return address(20);
    }

    /** The host from which is watched who answers for the datacenter's addresses. */
    String eye() {
        return name + "eye";
    }

    String eyeAddress() {
        return address(30);
    }

    /** What trackers are configured with. */
    List<String> virtualAddresses() {
        return List.of(address(101), address(102));
    }

    String endpoint() {
        return name + ".gw.example.com";
    }
}
