package io.fivenines.coordinator.cluster;

import java.util.List;

/**
 * Where an endpoint's host name points.
 *
 * @param addresses of that datacenter, IPv4 or IPv6, that are owned by a node now
 */
public record Target(String datacenter, List<String> addresses) {
    public Target {
        addresses = List.copyOf(addresses);
    }
}
