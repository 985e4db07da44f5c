package io.fivenines.benchmarks.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fivenines.benchmarks.load.Pause;
import io.fivenines.benchmarks.process.Child;
import io.fivenines.benchmarks.process.GatewayApi;
import io.fivenines.benchmarks.process.Jvm;
import io.fivenines.coordinator.Agent;
import io.fivenines.coordinator.Coordinator;
import io.fivenines.gateway.Gateway;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Two datacenters of two nodes each and a witness: gateways, agents, coordinators and ZooKeeper servers, each a process
 * of its own on its host. To be used from the host {@code out}, from where trackers come.
 */
public final class ClusterStage implements AutoCloseable {
    public static final int TRACKER_PORT = Configurations.TRACKER_PORT;
    public static final int API_PORT = Configurations.API_PORT;
    /** Of the host out. */
    public static final String OUTSIDE_ADDRESS = Site.OUTSIDE.address(50);
    /** A gateway's own, whatever stands in front. */
    public static final int DIRECT_PORT = Configurations.DIRECT_PORT;

    private static final int READY_SECONDS = 240;
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SMALL = "-Xmx160m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto "
            + "-XX:+ExitOnOutOfMemoryError -XX:+UseTransparentHugePages";

    private final Network network;
    private final Front front;
    private final Path folder;
    private final Jvm jvm = new Jvm(List.of(SMALL.split(" ")));
    private final Map<String, List<String>> commands = new LinkedHashMap<>();
    private final Map<String, GatewayApi> consoles = new HashMap<>();
    private final Map<String, Child> children = new LinkedHashMap<>();
    /** ZooKeeper's: three servers that wait for one disk, and for four journals on it, measure that disk. */
    private final Path memory;

    public ClusterStage(Network network, Front front) throws IOException {
        this.network = network;
        this.front = front;
        folder = Files.createTempDirectory("fivenines-stage-");
        memory = Files.isDirectory(SHARED_MEMORY)
                ? Files.createTempDirectory(SHARED_MEMORY, "fivenines-stage-")
                : folder;
    }

    /** Makes hosts and segments; by the process that removes them. */
    public static void lay(Network network) throws IOException, InterruptedException {
        for (Site site : Site.DATACENTERS) {
            network.segment(site.name(), site.number());
            for (String node : Site.NODES) {
                network.host(site.host(node), site.name(), site.nodeAddress(node));
            }
            network.host(site.head(), site.name(), site.headAddress());
            network.host(site.eye(), site.name(), site.eyeAddress());
        }
        Site witness = Site.WITNESS;
        network.segment(witness.name(), witness.number());
        network.host(witness.head(), witness.name(), witness.headAddress());
        network.segment(Site.OUTSIDE.name(), Site.OUTSIDE.number());
        network.host(Site.OUTSIDE.name(), Site.OUTSIDE.name(), OUTSIDE_ADDRESS);
    }

    /** Starts everything; returns when every address has an owner that has taken it and all is green. */
    public void raise() throws IOException, InterruptedException {
        for (Site site : Configurations.heads()) {
            startZooKeeper(site);
        }
        for (Site site : Site.DATACENTERS) {
            for (String node : Site.NODES) {
                startGateway(site.name(), node);
                if (front.isOnGateways(site.name())) {
                    startAgent(site.name(), node);
                }
            }
        }
        front.raise(this);
        for (Site site : Configurations.heads()) {
            startCoordinator(site.name());
        }
        await("the cluster to be well", this::isWell);
        say("the cluster is well: " + children.size() + " processes, logs in " + folder);
    }

    private void startZooKeeper(Site site) throws IOException {
        Path data = Files.createDirectories(memory.resolve("zookeeper-" + site.name()));
        Files.writeString(data.resolve("myid"), "" + Configurations.zookeeperId(site));
        start(
                "zookeeper-" + site.name(),
                site.head(),
                Configurations.zookeeper(site, data.toString()),
                "org.apache.zookeeper.server.quorum.QuorumPeerMain",
                List.of());
    }

    public void startZooKeeper(String site) throws IOException {
        startZooKeeper(Configurations.site(site));
    }

    public void startGateway(String site, String node) throws IOException {
        String journal = folder.resolve("journal-" + site + node).toString();
        start(
                "gateway-" + site + node,
                Configurations.site(site).host(node),
                Configurations.gateway(Configurations.site(site), node, journal, front.listener(site)),
                Gateway.class.getName(),
                List.of("gateway", "-c"));
    }

    public void startAgent(String site, String node) throws IOException {
        start(
                "agent-" + site + node,
                Configurations.site(site).host(node),
                Configurations.agent(Configurations.site(site), node),
                Agent.class.getName(),
                List.of("agent", "-c"));
    }

    /** One on another host than a gateway's. */
    void startFrontAgent(String host, String configuration) throws IOException {
        start("agent-" + host, host, List.of(configuration), Agent.class.getName(), List.of("agent", "-c"));
    }

    public void startCoordinator(String site) throws IOException {
        Path home = Files.createDirectories(folder.resolve("home-" + site));
        start(
                "coordinator-" + site,
                Configurations.site(site).head(),
                Configurations.coordinator(
                        Configurations.site(site), home.toString(), front.redirects(site, home.toString())),
                Coordinator.class.getName(),
                List.of("coordinator", "-c"));
    }

    /** Starts a process of that configuration, the last argument, on that host. */
    void start(String name, String host, List<String> configuration, String main, List<String> arguments)
            throws IOException {
        Path file = folder.resolve(name + (main.contains("zookeeper") ? ".cfg" : ".yaml"));
        Files.writeString(file, String.join("\n", configuration) + "\n");
        List<String> all = new ArrayList<>(arguments);
        all.add(file.toString());
        List<String> command = new ArrayList<>();
        // As in deploy/systemd; and ZooKeeper has a host that is not busy with trackers.
        command.addAll(main.equals(Gateway.class.getName()) ? List.of() : List.of("nice", "-n", "-10"));
        command.addAll(jvm.command(main, all));
        start(name, host, command);
    }

    /** Starts a program on a host. */
    void start(String name, String host, List<String> command) throws IOException {
        commands.put(name, network.in(host, command));
        restart(name);
    }

    /** Starts a process anew that was started once and is gone. */
    public void restart(String name) throws IOException {
        children.put(name, Child.start(commands.get(name), folder.resolve(name + ".log")));
    }

    /** All processes of a datacenter, in the order in which they are started. */
    public List<String> processes(String site) {
        return children.keySet().stream()
                .filter(name -> name.matches("[a-z]+-" + site + "[0-9]*"))
                .toList();
    }

    /** SIGKILL to all of them at once. */
    public void killAll(List<String> names) throws InterruptedException {
        names.forEach(name -> ProcessHandle.of(child(name).pid()).ifPresent(ProcessHandle::destroyForcibly));
        for (String name : names) {
            child(name).kill();
        }
    }

    /** The hosts of a datacenter. */
    public static List<String> hosts(String site) {
        List<String> hosts = new ArrayList<>();
        Site.NODES.forEach(node -> hosts.add(Configurations.site(site).host(node)));
        hosts.add(Configurations.site(site).head());
        return hosts;
    }

    /** The nodes of both datacenters, such as eu1, and each one's own address. */
    public static Map<String, String> nodes() {
        Map<String, String> nodes = new LinkedHashMap<>();
        for (Site site : Site.DATACENTERS) {
            Site.NODES.forEach(node -> nodes.put(site.host(node), site.nodeAddress(node)));
        }
        return nodes;
    }

    /** What a datacenter's trackers are configured with. */
    public static String endpoint(String site) {
        return Configurations.site(site).endpoint();
    }

    public static List<String> virtualAddresses(String site) {
        return Configurations.site(site).virtualAddresses();
    }

    /** Every coordinator's. */
    public static List<InetSocketAddress> nameServers() {
        return Configurations.heads().stream()
                .map(site -> new InetSocketAddress(site.headAddress(), Configurations.DNS_PORT))
                .toList();
    }

    /** From now on who answers for that address of the datacenter is noted. */
    public OwnerWatch watch(String site, String address) throws IOException, InterruptedException {
        return new OwnerWatch(network, Configurations.site(site).eye(), address);
    }

    /** Runs one of the operator's commands against the first coordinator that is there; what it printed. */
    public String operator(String... words) throws IOException, InterruptedException {
        for (Site site : Configurations.heads()) {
            if (console(site.name()).get("/healthz").status() == 200) {
                List<String> arguments = new ArrayList<>(List.of(words));
                String api = "http://" + site.headAddress() + ":" + Configurations.CONSOLE_PORT;
                Path token = Files.writeString(folder.resolve("token"), Configurations.TOKEN);
                arguments.addAll(List.of("--api", api, "--token-file", token.toString()));
                return Child.run(
                        jvm.command(Coordinator.class.getName(), arguments).toArray(String[]::new));
            }
        }
        throw new IOException("no coordinator answers, expected one to " + String.join(" ", words));
    }

    /** The process of that name, such as gateway-eu1, coordinator-wit or zookeeper-ru. */
    public Child child(String name) {
        Child child = children.get(name);
        if (child == null) {
            throw new IllegalArgumentException("process '" + name + "', expected one of " + children.keySet());
        }
        return child;
    }

    public Network network() {
        return network;
    }

    /** Waits; throws if it takes too long or, meanwhile, a process has died. */
    public void await(String what, BooleanSupplier condition) throws InterruptedException, IOException {
        if (!Pause.until(condition, READY_SECONDS)) {
            throw new IOException("waited " + READY_SECONDS + " s for " + what + "; see " + folder);
        }
    }

    /** Whether every node is green and registered, and holds what it owns. */
    public boolean isWell() {
        JsonNode nodes = ask("/v1/nodes").path("nodes");
        int well = 0;
        int held = 0;
        for (JsonNode node : nodes) {
            boolean serves = node.path("light").asText().equals("green")
                    && node.path("state").asText().equals("serving")
                    && (node.path("agent").asBoolean() || !front.isOnGateways(site(node)));
            well += serves ? 1 : 0;
            held += node.path("holds").equals(node.path("owns"))
                    ? node.path("holds").size()
                    : 0;
        }
        long addresses = Site.DATACENTERS.stream()
                .mapToLong(site -> site.virtualAddresses().size())
                .sum();
        return well == Site.DATACENTERS.size() * Site.NODES.size() + front.nodes() && held == addresses;
    }

    private static String site(JsonNode node) {
        return node.path("node").asText().split("/")[0];
    }

    /** The answer of the first coordinator that gives one; missing if none does. */
    public JsonNode ask(String path) {
        for (Site site : Configurations.heads()) {
            JsonNode answer = ask(site.name(), path);
            if (!answer.isMissingNode()) {
                return answer;
            }
        }
        return MissingNode.getInstance();
    }

    public GatewayApi console(String site) {
        return consoles.computeIfAbsent(
                site,
                name -> new GatewayApi(
                        Configurations.site(name).headAddress(), Configurations.CONSOLE_PORT, Configurations.TOKEN));
    }

    /** The answer of that site's coordinator; missing if it gives none. */
    public JsonNode ask(String site, String path) {
        try {
            GatewayApi.Answer answer = console(site).get(path);
            return answer.status() == 200 ? JSON.readTree(answer.text()) : MissingNode.getInstance();
        } catch (IOException e) {
            throw new IllegalStateException("an answer that is no JSON", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return MissingNode.getInstance();
        }
    }

    /** The sites whose coordinators say that they lead. */
    public List<String> leaders() {
        return Configurations.heads().stream()
                .map(Site::name)
                .filter(site -> ask(site, "/v1/status").path("leader").asBoolean())
                .toList();
    }

    /** The site whose coordinator leads now; empty if none does. */
    public String leader() {
        return leaders().stream().findFirst().orElse("");
    }

    /** The node, such as eu/1, that has the address by the plan; empty if none has. */
    public String owner(String address) {
        return ask("/v1/plan").path("addresses").path(address).path("owner").asText("");
    }

    /** Every gateway's API that is there. */
    public List<GatewayApi> gateways() {
        List<GatewayApi> apis = new ArrayList<>();
        for (Site site : Site.DATACENTERS) {
            for (String node : Site.NODES) {
                apis.add(new GatewayApi(site.nodeAddress(node), Configurations.API_PORT, Configurations.TOKEN));
            }
        }
        return apis;
    }

    /** The API at each address of a datacenter, for a customer's program that waits only so long. */
    public List<GatewayApi> customers(String site, Duration timeout) {
        return Configurations.site(site).virtualAddresses().stream()
                .map(address -> new GatewayApi(address, API_PORT, Configurations.TOKEN, timeout))
                .toList();
    }

    static void say(String text) {
        System.err.println(text);
    }

    /** Sends a signal such as STOP or CONT. */
    public void signal(String name, String signal) throws IOException, InterruptedException {
        Child.run("kill", "-" + signal, "" + child(name).pid());
    }

    /** Ends all processes; the folder stays where something went wrong. */
    @Override
    public void close() {
        children.values().forEach(Child::close);
        if (!memory.equals(folder)) {
            delete(memory);
        }
    }

    private static void delete(Path root) {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            say("left behind: " + root + " (" + e.getMessage() + ")");
        }
    }

    public Path folder() {
        return folder;
    }
}
