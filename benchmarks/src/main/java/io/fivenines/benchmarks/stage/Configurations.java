package io.fivenines.benchmarks.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The configuration files of the stage's processes. */
final class Configurations {
    static final String TOKEN = "stage-0123456789abcdef";
    static final int TRACKER_PORT = 5027;
    static final int API_PORT = 8080;
    static final int CONSOLE_PORT = 8090;
    static final int DNS_PORT = 5353;
    static final int ZOOKEEPER_PORT = 2181;

    private Configurations() {}

    static List<Site> heads() {
        return Stream.concat(Site.DATACENTERS.stream(), Stream.of(Site.WITNESS)).toList();
    }

    private static String ensemble() {
        return heads().stream()
                .map(site -> site.headAddress() + ":" + ZOOKEEPER_PORT)
                .collect(Collectors.joining(","));
    }

    static List<String> zookeeper(Site site, String folder) {
        List<String> lines = new ArrayList<>(List.of(
                "tickTime=200",
                "initLimit=50",
                "syncLimit=10",
                // A cut-off server must not hold up the election of the others for the usual 5 s.
                "cnxTimeout=500",
                "dataDir=" + folder,
                "clientPort=" + ZOOKEEPER_PORT,
                "clientPortAddress=" + site.headAddress(),
                "admin.enableServer=false",
                "4lw.commands.whitelist=srvr",
                "minSessionTimeout=400"));
        int id = 1;
        for (Site head : heads()) {
            lines.add("server." + id++ + "=" + head.headAddress() + ":2888:3888");
        }
        return lines;
    }

    static int zookeeperId(Site site) {
        return heads().indexOf(site) + 1;
    }

    static List<String> gateway(Site site, String node, String folder) {
        return List.of(
                "node: \"" + node + "\"",
                "datacenter: " + site.name(),
                "threads: 1",
                "listeners:",
                "  - {protocol: teltonika, host: 0.0.0.0, port: " + TRACKER_PORT + "}",
                "api: {host: 0.0.0.0, port: " + API_PORT + ", tokens: [" + token() + "]}",
                "journal: {folder: " + folder + "}",
                "cluster:",
                "  connect: \"" + ensemble() + "\"",
                "  advertise: " + site.nodeAddress(node));
    }

    private static String token() {
        return "{name: stage, token: " + TOKEN + ", scopes: [read, command, operate]}";
    }

    static List<String> agent(Site site, String node) {
        return List.of(
                "node: \"" + node + "\"",
                "datacenter: " + site.name(),
                "director: interface",
                "interface: eth0",
                "addresses: [" + String.join(", ", site.virtualAddresses()) + "]",
                "cluster:",
                "  connect: \"" + ensemble() + "\"",
                "  advertise: " + site.nodeAddress(node));
    }

    static List<String> coordinator(Site site, String folder) {
        List<String> lines = new ArrayList<>(List.of(
                "id: c-" + site.name(),
                "place: " + site.name(),
                "observers: 3",
                "places: 3",
                "trackerPort: " + TRACKER_PORT,
                "cluster: {connect: \"" + ensemble() + "\"}",
                "console: {host: 0.0.0.0, port: " + CONSOLE_PORT + ", tokens: [" + token() + "]}",
                "datacenters:"));
        for (Site datacenter : Site.DATACENTERS) {
            lines.add("  - {name: " + datacenter.name() + ", addresses: ["
                    + String.join(", ", datacenter.virtualAddresses()) + "]}");
        }
        lines.add("endpoints:");
        for (Site datacenter : Site.DATACENTERS) {
            String others = Site.DATACENTERS.stream()
                    .map(Site::name)
                    .filter(name -> !name.equals(datacenter.name()))
                    .collect(Collectors.joining(", "));
            lines.add("  - {name: " + datacenter.endpoint() + ", order: [" + datacenter.name() + ", " + others + "]}");
        }
        lines.addAll(List.of(
                "redirect:",
                "  dns:",
                "    hosts: [" + site.headAddress() + "]",
                "    port: " + DNS_PORT,
                "    planFile: " + folder + "/plan.json",
                "    zones:",
                "      - name: gw.example.com",
                "        contact: ops@example.com",
                "        nameServers: [{name: ns1.gw.example.com, addresses: [" + site.headAddress() + "]}]"));
        return lines;
    }
}
