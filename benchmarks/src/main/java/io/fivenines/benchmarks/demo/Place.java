package io.fivenines.benchmarks.demo;

import java.util.List;

/**
 * A datacenter of the demo, or the witness's place, and its addresses: 127.{@code net}.{@code number}.0/24.
 *
 * @param name eu, ru or wit
 */
record Place(String name, int net, int number) {
    static final int TRACKER_PORT = 5027;
    /** At which gateways listen; what comes from outside to {@link #TRACKER_PORT} is passed on there. */
    static final int INSIDE_PORT = 15027;

    static final int API_PORT = 8080;
    static final int CONSOLE_PORT = 8090;
    static final int NAMES_PORT = 5353;
    static final int ZOOKEEPER_PORT = 2181;
    static final int ZOOKEEPER_PEER_PORT = 2888;
    static final int ZOOKEEPER_VOTE_PORT = 3888;
    static final int GATEWAY_PULSE_PORT = 7946;
    static final int AGENT_PULSE_PORT = 7947;
    static final List<Integer> NODES = List.of(1, 2);

    private String address(int host) {
        return "127." + net + "." + number + "." + host;
    }

    /** A gateway's own. */
    String nodeAddress(int node) {
        return address(10 + node);
    }

    /** Where the coordinator and the ZooKeeper server are. */
    String headAddress() {
        return address(20);
    }

    /** Under which the outside knows the coordinator's name server. */
    String nameServerAddress() {
        return address(53);
    }

    /** To which trackers connect; they move between the gateways. */
    List<String> publicAddresses() {
        return List.of(address(101), address(102));
    }

    /** With which trackers are configured. */
    String endpoint() {
        return name + ".gw.example.com";
    }

    /** A gateway's name, as coordinators have it. */
    String node(int node) {
        return name + "/" + node;
    }
}
