package io.fivenines.benchmarks.demo;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** All there is to act upon. */
record Scene(Places places, Processes processes, Border border, Cluster cluster, Crowd crowd) {
    /** The gateway, such as eu/1, whose addresses most trackers are connected to. */
    String busiestNode() {
        return cluster.owned().entrySet().stream()
                .max(Comparator.comparing(
                        owned -> border.passages(owned.getValue()).size()))
                .map(Map.Entry::getKey)
                .orElseThrow(() -> new IllegalStateException("no address has an owner, expected one to strike"));
    }

    Place busiestDatacenter() {
        return places.datacenters().stream()
                .max(Comparator.comparing(
                        place -> border.passages(place.publicAddresses()).size()))
                .orElseThrow();
    }

    List<String> ownedBy(String node) {
        return cluster.owned().getOrDefault(node, List.of());
    }
}
