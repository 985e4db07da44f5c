package io.fivenines.benchmarks.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The configuration files of the demo's processes. */
final class Papers {
    /** Shorter than by default, so that one thing can be broken soon after another. */
    static final int HOLD_DOWN_SECONDS = 5;

    private final Places places;
    private final Path folder;

    Papers(Places places, Path folder) {
        this.places = places;
        this.folder = folder;
    }

    private String ensemble() {
        return places.all().stream()
                .map(place -> place.headAddress() + ":" + Place.ZOOKEEPER_PORT)
                .collect(Collectors.joining(","));
    }

    /** The number of the place's ZooKeeper server. */
    int zooKeeperId(Place place) {
        return places.all().indexOf(place) + 1;
    }

    List<String> zooKeeper(Place place, Path data) {
        List<String> lines = new ArrayList<>(List.of(
                "tickTime=200",
                "initLimit=50",
                "syncLimit=10",
                "dataDir=" + data,
                "clientPort=" + Place.ZOOKEEPER_PORT,
                "clientPortAddress=" + place.headAddress(),
                "admin.enableServer=false",
                "4lw.commands.whitelist=srvr",
                "minSessionTimeout=400"));
        for (Place one : places.all()) {
            lines.add("server." + zooKeeperId(one) + "=" + one.headAddress() + ":" + Place.ZOOKEEPER_PEER_PORT + ":"
                    + Place.ZOOKEEPER_VOTE_PORT);
        }
        return lines;
    }

    List<String> gateway(Place place, int node) {
        return List.of(
                "node: \"" + node + "\"",
                "datacenter: " + place.name(),
                "threads: 1",
                "listeners:",
                "  - {protocol: teltonika, host: " + place.nodeAddress(node) + ", port: " + Place.INSIDE_PORT + "}",
                "loopbackAddresses: [" + String.join(", ", place.publicAddresses()) + "]",
                "api: {host: " + place.nodeAddress(node) + ", port: " + Place.API_PORT + "}",
                "journal: {folder: '" + folder.resolve("journal-" + place.name() + node) + "', segmentSize: 8MiB}",
                "cluster:",
                "  connect: \"" + ensemble() + "\"",
                "  advertise: " + place.nodeAddress(node),
                "  heartbeatHost: " + place.nodeAddress(node),
                "  heartbeatPort: " + Place.GATEWAY_PULSE_PORT);
    }

    List<String> agent(Place place, int node) {
        return List.of(
                "node: \"" + node + "\"",
                "datacenter: " + place.name(),
                "director: loopback",
                "processFile: '" + processFile(place, node) + "'",
                "gatewayPort: " + Place.INSIDE_PORT,
                "addresses: [" + String.join(", ", place.publicAddresses()) + "]",
                "cluster:",
                "  connect: \"" + ensemble() + "\"",
                "  advertise: " + place.nodeAddress(node),
                "  heartbeatHost: " + place.nodeAddress(node),
                "  heartbeatPort: " + Place.AGENT_PULSE_PORT);
    }

    /** Where the number of the gateway's process stands, for the agent to kill it if it must. */
    Path processFile(Place place, int node) {
        return folder.resolve("gateway-" + place.name() + node + ".pid");
    }

    List<String> coordinator(Place place) {
        List<String> lines = new ArrayList<>(List.of(
                "id: c-" + place.name(),
                "place: " + place.name(),
                "observers: 3",
                "places: 3",
                "trackerPort: " + Place.TRACKER_PORT,
                "cluster: {connect: \"" + ensemble() + "\"}",
                "console: {host: " + place.headAddress() + ", port: " + Place.CONSOLE_PORT + "}",
                "policy: {addressHoldDown: " + HOLD_DOWN_SECONDS + "s, endpointHoldDown: " + HOLD_DOWN_SECONDS + "s}",
                "datacenters:"));
        for (Place datacenter : places.datacenters()) {
            lines.add("  - {name: " + datacenter.name() + ", addresses: ["
                    + String.join(", ", datacenter.publicAddresses()) + "]}");
        }
        lines.add("endpoints:");
        for (Place datacenter : places.datacenters()) {
            String others = places.datacenters().stream()
                    .filter(other -> !other.equals(datacenter))
                    .map(Place::name)
                    .collect(Collectors.joining(", "));
            lines.add("  - {name: " + datacenter.endpoint() + ", order: [" + datacenter.name() + ", " + others + "]}");
        }
        lines.addAll(names(place));
        return lines;
    }

    private List<String> names(Place place) {
        List<String> lines = new ArrayList<>(List.of(
                "redirect:",
                "  dns:",
                "    hosts: [" + place.headAddress() + "]",
                "    port: " + Place.NAMES_PORT,
                "    planFile: '" + folder.resolve("names-" + place.name() + ".json") + "'",
                // All trackers ask from one network here.
                "    rate: {perSecond: 0}",
                "    zones:",
                "      - name: gw.example.com",
                "        nameServers:"));
        for (Place one : places.all()) {
            lines.add("          - {name: ns-" + one.name() + ".gw.example.com, addresses: [" + one.nameServerAddress()
                    + "]}");
        }
        return lines;
    }
}
