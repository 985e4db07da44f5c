package io.fivenines.benchmarks.stage;

import io.fivenines.benchmarks.process.Child;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Hosts as network namespaces, on segments that a router joins, all made by this process and named after its tag:
 *
 * <pre>
 *   eu1 eu2 euc eueye    ru1 ru2 ruc        wit         out
 *    └───┴───┤            └───┴───┤          │           │
 *         bridge eu          bridge ru    bridge wit  bridge out
 *            └────────────────────┴── router ──┴─────────┘       10.SEGMENT.0.0/24, the router is .1
 * </pre>
 *
 * Needs root, and iproute2 and nftables of the system.
 */
public final class Network implements AutoCloseable {
    private static final String ROUTER = "net";

    private final String tag;
    private final List<String> namespaces = new ArrayList<>();

    private Network(String tag) {
        this.tag = tag;
    }

    /** Lays the router. */
    public static Network make(String tag) throws IOException, InterruptedException {
        Network network = new Network(tag);
        try {
            network.route();
        } catch (IOException | InterruptedException e) {
            network.close();
            throw e;
        }
        return network;
    }

    private void route() throws IOException, InterruptedException {
        namespace(ROUTER);
        inRouter("sysctl", "-q", "-w", "net.ipv4.ip_forward=1");
        inRouter("nft", "add", "table", "inet", "wall");
        inRouter("nft", "add", "chain", "inet", "wall", "forward", "{ type filter hook forward priority 0; }");
    }

    /** One that another process has made and will remove. */
    public static Network of(String tag) {
        return new Network(tag);
    }

    private void namespace(String name) throws IOException, InterruptedException {
        Child.run("ip", "netns", "add", name(name));
        namespaces.add(name);
        Child.run("ip", "-n", name(name), "link", "set", "lo", "up");
    }

    private String name(String host) {
        return tag + "-" + host;
    }

    private void inRouter(String... command) throws IOException, InterruptedException {
        Child.run(in(ROUTER, List.of(command)).toArray(String[]::new));
    }

    /** A bridge with the router on it, at 10.{@code number}.0.1. */
    public void segment(String segment, int number) throws IOException, InterruptedException {
        inRouter("ip", "link", "add", "br-" + segment, "type", "bridge", "forward_delay", "0");
        inRouter("ip", "address", "add", "10." + number + ".0.1/24", "dev", "br-" + segment);
        inRouter("ip", "link", "set", "br-" + segment, "up");
    }

    /** A host on a segment, its interface eth0 at that address. */
    public void host(String host, String segment, String address) throws IOException, InterruptedException {
        namespace(host);
        String cable = "c-" + host;
        Child.run(
                "ip", "link", "add", cable, "netns", name(ROUTER), "type", "veth", "peer", "eth0", "netns", name(host));
        inRouter("ip", "link", "set", cable, "master", "br-" + segment, "up");
        List<String> ip = List.of("ip", "-n", name(host));
        run(ip, "address", "add", address + "/24", "dev", "eth0");
        run(ip, "link", "set", "eth0", "up");
        run(ip, "route", "add", "default", "via", address.replaceAll("[0-9]+$", "1"));
    }

    private static void run(List<String> head, String... tail) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(head);
        command.addAll(List.of(tail));
        Child.run(command.toArray(String[]::new));
    }

    /** That command, run on that host. */
    public List<String> in(String host, List<String> command) {
        List<String> inside = new ArrayList<>(List.of("ip", "netns", "exec", name(host)));
        inside.addAll(command);
        return inside;
    }

    /** Pulls or plugs a host's cable. */
    public void cable(String host, boolean plugged) throws IOException, InterruptedException {
        inRouter("ip", "link", "set", "c-" + host, plugged ? "up" : "down");
    }

    /** Nothing passes between these segments, as if the link were cut: no refusals either. */
    public void wall(String a, String b) throws IOException, InterruptedException {
        for (String[] way : new String[][] {{a, b}, {b, a}}) {
            inRouter(
                    "nft",
                    "add",
                    "rule",
                    "inet",
                    "wall",
                    "forward",
                    "iifname",
                    "br-" + way[0],
                    "oifname",
                    "br-" + way[1],
                    "drop");
        }
    }

    /** Nothing passes between this segment and any other, as if its uplink were cut. */
    public void isolate(String segment) throws IOException, InterruptedException {
        for (String end : List.of("iifname", "oifname")) {
            inRouter("nft", "add", "rule", "inet", "wall", "forward", end, "br-" + segment, "drop");
        }
    }

    /** Nothing that comes from a segment to one of these TCP ports passes, as if who listens there had gone still. */
    public void silence(String segment, int... ports) throws IOException, InterruptedException {
        String all = Arrays.stream(ports).mapToObj(Integer::toString).collect(Collectors.joining(", ", "{ ", " }"));
        inRouter(
                "nft",
                "add",
                "rule",
                "inet",
                "wall",
                "forward",
                "iifname",
                "br-" + segment,
                "tcp",
                "dport",
                all,
                "drop");
    }

    /** Takes an address off a host, whether or not it is there. */
    public void forget(String host, String address) throws IOException, InterruptedException {
        Child.run("ip", "-n", name(host), "address", "flush", "dev", "eth0", "to", address + "/32");
    }

    /** Takes all walls down. */
    public void open() throws IOException, InterruptedException {
        inRouter("nft", "flush", "chain", "inet", "wall", "forward");
    }

    /** Ends by its id whatever still runs in them, and removes all namespaces; cables and bridges go with them. */
    @Override
    public synchronized void close() {
        for (String namespace : namespaces) {
            try {
                for (String pid :
                        Child.run("ip", "netns", "pids", name(namespace)).split("\\s+")) {
                    if (!pid.isEmpty()) {
                        ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
                    }
                }
                Child.run("ip", "netns", "del", name(namespace));
            } catch (IOException e) {
                System.err.println("left behind: namespace " + name(namespace) + " (" + e.getMessage() + ")");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        namespaces.clear();
    }
}
