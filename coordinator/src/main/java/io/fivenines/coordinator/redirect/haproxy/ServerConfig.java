package io.fivenines.coordinator.redirect.haproxy;

import io.fivenines.coordinator.cluster.NodeId;

/**
 * A gateway as HAProxy knows it.
 *
 * @param name of the server in HAProxy's file
 * @param weight its share of new connections, 1 to 256; 0 to leave that to HAProxy's file
 */
public record ServerConfig(String name, NodeId node, int weight) {
    public ServerConfig {
        HaproxyNames.check("server", name);
        if (weight < 0 || weight > 256) {
            throw new IllegalArgumentException(
                    "weight " + weight + " of server " + name + ", expected 1 to 256, or 0 to leave it");
        }
    }
}
