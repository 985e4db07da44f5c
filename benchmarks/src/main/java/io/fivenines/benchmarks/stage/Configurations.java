package io.fivenines.benchmarks.stage;

import io.fivenines.coordinator.web.Scope;
import io.fivenines.coordinator.web.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The configuration files of the stage's processes. */
final class Configurations {
    static final String TOKEN = "stage-0123456789abcdef";
    static final int TRACKER_PORT = 5027;
    static final int DIRECT_PORT = 5028;
    static final int API_PORT = 8080;
    static final int CONSOLE_PORT = 8090;
    static final int DNS_PORT = 5353;
    static final int ZOOKEEPER_PORT = 2181;

    private static final String PROBER = "prober-0123456789abcdef";
    /** Longer than an interval of the probers and a round. */
    private static final String VALIDITY = "30s";

    private Configurations() {}

    static Site site(String name) {
        return heads().stream()
                .filter(site -> site.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static List<Site> heads() {
        return Stream.concat(Site.DATACENTERS.stream(), Stream.of(Site.WITNESS)).toList();
    }

    static String ensemble() {
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

    /** @param more keys of the listener for trackers; the other one is for who comes past all that stands in front */
    static List<String> gateway(Site site, String node, String folder, String more) {
        return List.of(
                "node: \"" + node + "\"",
                "datacenter: " + site.name(),
                "threads: 1",
                "listeners:",
                "  - {protocol: teltonika, host: 0.0.0.0, port: " + TRACKER_PORT + more + "}",
                "  - {name: direct, protocol: teltonika, host: 0.0.0.0, port: " + DIRECT_PORT + "}",
                "api: {host: 0.0.0.0, port: " + API_PORT + ", tokens: [" + token() + "]}",
                "journal: {folder: " + folder + "}",
                "cluster:",
                "  connect: \"" + ensemble() + "\"",
                "  advertise: " + site.nodeAddress(node));
    }

    private static String token() {
        return token("stage", TOKEN, "read, command, operate");
    }

    private static String token(String name, String secret, String scopes) {
        String hash = Token.of(name, secret, Set.of(Scope.READ)).hash();
        return "{name: " + name + ", hash: '" + hash + "', scopes: [" + scopes + "]}";
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

    /** @param redirects lines more of that section, which is the last */
    static List<String> coordinator(Site site, String folder, List<String> redirects) {
        List<String> lines = new ArrayList<>(List.of(
                "id: c-" + site.name(),
                "place: " + site.name(),
                "observers: 3",
                "places: 3",
                "trackerPort: " + TRACKER_PORT,
                "cluster: {connect: \"" + ensemble() + "\"}",
                "console: {host: 0.0.0.0, port: " + CONSOLE_PORT + ", tokens: [" + token() + ", "
                        + token("prober", PROBER, "probe") + "]}",
                "uptime: {folder: " + folder + "/uptime, quorum: 2, validity: " + VALIDITY + "}",
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
        lines.addAll(redirects);
        return lines;
    }

    /** What a prober goes round, and whom it tells. */
    static List<String> rounds() {
        List<String> lines = new ArrayList<>(List.of("hubs:"));
        heads().forEach(head -> lines.add(
                "  - {url: 'http://" + head.headAddress() + ":" + CONSOLE_PORT + "', token: " + PROBER + "}"));
        lines.add("targets:");
        String names = heads().stream()
                .map(head -> '"' + head.headAddress() + ":" + DNS_PORT + '"')
                .collect(Collectors.joining(", "));
        for (Site datacenter : Site.DATACENTERS) {
            lines.add("  - datacenter: " + datacenter.name());
            lines.add("    endpoint: " + datacenter.endpoint());
            lines.add("    nameServers: [" + names + "]");
            lines.add("    trackers: [{protocol: teltonika, port: " + TRACKER_PORT + "}]");
            lines.add("    api: 'http://{address}:" + API_PORT + "'");
            lines.add("    token: " + TOKEN);
        }
        return lines;
    }
}
