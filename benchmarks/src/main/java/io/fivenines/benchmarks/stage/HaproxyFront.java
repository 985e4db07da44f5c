package io.fivenines.benchmarks.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Two HAProxies before the gateways of eu, each on a host of its own beside an agent that moves the virtual addresses
 * between them, by the files of {@code deploy/haproxy}.
 */
public final class HaproxyFront implements Front {
    private static final String SITE = "eu";
    private static final int FRONTS = 2;
    private static final String ADMIN = ":9999";

    private static Site site() {
        return Site.DATACENTERS.stream()
                .filter(one -> one.name().equals(SITE))
                .findFirst()
                .orElseThrow();
    }

    private static String host(int number) {
        return SITE + "f" + number;
    }

    private static String address(int number) {
        return site().address(40 + number);
    }

    /** The process of a node, such as haproxy-euf1 of eu/front1. */
    public static String haproxy(String node) {
        return "haproxy-" + node.replace("/front", "f");
    }

    @Override
    public void lay(Network network) throws IOException, InterruptedException {
        for (int front = 1; front <= FRONTS; front++) {
            network.host(host(front), SITE, address(front));
        }
    }

    @Override
    public String listener(String site) {
        return site.equals(SITE) ? ", trustedProxies: [" + address(1) + "/32, " + address(2) + "/32]" : "";
    }

    @Override
    public List<String> redirects(String site, String home) {
        if (!site.equals(SITE)) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(List.of("  haproxy:"));
        for (int front = 1; front <= FRONTS; front++) {
            lines.addAll(List.of(
                    "    - socket: " + address(front) + ADMIN,
                    "      backends:",
                    "        - name: gateways",
                    "          servers: [{name: gw1, node: " + SITE + "/1}, {name: gw2, node: " + SITE + "/2}]"));
        }
        return lines;
    }

    @Override
    public boolean isOnGateways(String site) {
        return !site.equals(SITE);
    }

    @Override
    public int nodes() {
        return FRONTS;
    }

    @Override
    public void raise(ClusterStage stage) throws IOException {
        for (int front = 1; front <= FRONTS; front++) {
            startHaproxy(stage, front);
            Map<String, String> replaced = Map.of(
                    "node: front1", "node: front" + front,
                    "192.0.2.41", address(front),
                    "192.0.2.101, 192.0.2.102", String.join(", ", site().virtualAddresses()),
                    "zk1:2181,zk2:2181,zk3:2181", Configurations.ensemble());
            String configuration = DeployFiles.filled("haproxy/agent.yaml", replaced);
            stage.startFrontAgent(host(front), configuration);
        }
    }

    private static void startHaproxy(ClusterStage stage, int front) throws IOException {
        Map<String, String> replaced = Map.of(
                "192.0.2.11:", site().nodeAddress("1") + ":",
                "192.0.2.12:", site().nodeAddress("2") + ":",
                "stats socket /run/haproxy/admin.sock user haproxy group haproxy mode 660",
                        "stats socket ipv4@" + address(front) + ADMIN,
                // More files than a container may have.
                "maxconn 200000", "maxconn 2000",
                "/etc/haproxy/refuse.lua",
                        DeployFiles.path("haproxy/refuse.lua").toString());
        Path file = stage.folder().resolve("haproxy-" + host(front) + ".cfg");
        Files.writeString(file, DeployFiles.filled("haproxy/haproxy.cfg", replaced));
        stage.start("haproxy-" + host(front), host(front), List.of("haproxy", "-db", "-f", file.toString()));
    }
}
