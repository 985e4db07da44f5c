package io.fivenines.coordinator.testing.lab;

import io.fivenines.coordinator.cluster.AgentRecord;
import io.fivenines.coordinator.cluster.ClusterConfig;
import io.fivenines.coordinator.cluster.ClusterLink;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.Ownership;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.cluster.Versioned;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.curator.test.InstanceSpec;
import org.apache.curator.test.TestingServer;

/**
 * Main of the process in namespace T of a {@link Lab}: ZooKeeper, whoever writes plans, and the tracker. It prints what
 * it measured, {@code name=value} a line.
 */
public final class AddressDrill {
    static final String IPV4 = "10.99.0.50";
    static final String IPV6 = "fd99::50";
    private static final long LEASE_MS = 1000;
    private static final int MOVES = 4;

    private final TestingServer zooKeeper;
    private final ClusterLink link;
    private final Hosts hosts;
    private final List<Beats> beats;
    private final Sightings ipv4;
    private final Sightings ipv6;
    private final Sightings arp;
    private Plan plan = Plan.NONE;
    private int version = Versioned.NONE;

    private AddressDrill(String lab, Path folder) throws Exception {
        InstanceSpec spec =
                new InstanceSpec(folder.resolve("zk").toFile(), 2181, -1, -1, true, -1, 100, 100, null, "10.99.0.9");
        zooKeeper = new TestingServer(spec, true);
        link = new ClusterLink(new ClusterConfig("10.99.0.9:2181", "test", Duration.ofSeconds(1), ""));
        hosts = new Hosts(lab, folder, 2181);
        beats = List.of(
                new Beats(new InetSocketAddress("10.99.0.1", 7947)),
                new Beats(new InetSocketAddress("10.99.0.2", 7947)));
        ipv4 = Sightings.byConnection(IPV4);
        ipv6 = Sightings.byConnection(IPV6);
        arp = Sightings.byArp(IPV4, hosts.mac("A"), hosts.mac("B"));
    }

    public static void main(String[] arguments) throws Exception {
        AddressDrill drill = new AddressDrill(arguments[0], Path.of(arguments[1]));
        try {
            drill.run();
        } finally {
            drill.arp.close();
            drill.hosts.close();
        }
        System.exit(0);
    }

    private void run() throws Exception {
        hosts.startAgent("A");
        hosts.startAgent("B");
        give("A", null, 0);
        await("A", Sightings.nowMs());
        awaitRecord("B");
        move();
        freezeServer();
        cutOff();
        fence();
        killAgent();
        holdUp();
        loseZooKeeper();
    }

    /** The plan gives both addresses to one host; also every coordinator knows. */
    private void give(String to, String from, long silentMs) throws Exception {
        Map<String, Ownership> addresses = new HashMap<>();
        for (String address : List.of(IPV4, IPV6)) {
            addresses.put(address, new Ownership(id(to), from == null ? null : id(from), silentMs));
        }
        plan = new Plan(7, plan.number() + 1, addresses, Map.of(), "the drill says so", 0);
        version = link.store().write(link.paths().plan(), plan, version).get(10, TimeUnit.SECONDS);
        beats.forEach(one -> one.plan = plan);
    }

    private void awaitRecord(String host) throws Exception {
        String path = link.paths().agent(id(host));
        while (link.store()
                .read(path, AgentRecord.class)
                .get(10, TimeUnit.SECONDS)
                .isEmpty()) {
            Sightings.pause(50);
        }
    }

    private static NodeId id(String host) {
        return host == null ? null : new NodeId("eu", host);
    }

    private void await(String host, long sinceMs) throws IOException {
        arp.await(host, sinceMs);
        ipv4.await(host, sinceMs);
        ipv6.await(host, sinceMs);
    }

    private static void tell(String name, Object value) {
        System.out.println(name + "=" + value);
        System.out.flush();
    }

    private void gaps(String kind, String from, String to, long sinceMs) throws IOException {
        tell(kind + ".ipv4.gap", ipv4.gapMs(from, to, sinceMs));
        tell(kind + ".ipv6.gap", ipv6.gapMs(from, to, sinceMs));
        overlap(kind, from, to, sinceMs);
    }

    /** After some time, for how long both answered. */
    private void overlap(String kind, String from, String to, long sinceMs) throws IOException {
        long first = arp.await(to, sinceMs);
        Sightings.pause(300);
        tell(
                kind + ".arp.overlap",
                Math.max(0, arp.last(first, one -> one.host().equals(from)) - first));
    }

    private void move() throws Exception {
        String from = "A";
        for (int i = 0; i < MOVES; i++) {
            String to = from.equals("A") ? "B" : "A";
            long now = Sightings.nowMs();
            try (Owed owed4 = new Owed(IPV4);
                    Owed owed6 = new Owed(IPV6)) {
                give(to, from, 0);
                gaps("move", from, to, now);
                String owner = from;
                AtomicBoolean answered = new AtomicBoolean();
                Sightings.daemon(() -> forgetNeighbours(owner, answered));
                tell("move.owed", owed4.outcome() + owed6.outcome() + " by " + from);
                answered.set(true);
            }
            long answeredMs = Sightings.nowMs();
            Sightings.pause(300);
            tell(
                    "move.back",
                    ipv4.since(answeredMs).stream().anyMatch(one -> !one.host().equals(to)));
            from = to;
        }
        tell("move.owner", from);
    }

    /** To answer, the old owner has to ask for the tracker's hardware address again. */
    private void forgetNeighbours(String host, AtomicBoolean answered) {
        while (!answered.get()) {
            try {
                hosts.ip(host, "neigh flush dev eth0");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** What came to A nobody reads, and nobody will; then all is as before. */
    private void freezeServer() throws Exception {
        hosts.signalServer("A", "STOP");
        try (Owed owed4 = new Owed(IPV4);
                Owed owed6 = new Owed(IPV6)) {
            long now = Sightings.nowMs();
            give("B", "A", 0);
            tell("freeze.owed", owed4.outcome() + " " + owed6.outcome());
            tell("freeze.waited", Sightings.nowMs() - now);
            await("B", now);
        }
        hosts.signalServer("A", "CONT");
        long now = Sightings.nowMs();
        give("A", "B", 0);
        await("A", now);
    }

    /** Nothing of A reaches anybody; A itself does not see that its link is down. */
    private void cutOff() throws Exception {
        long now = Sightings.nowMs();
        Shell.run("bridge link set dev portA state 0");
        tell("cut.letGo", untilGone("A", now));
        long silentMs = Sightings.nowMs() - now;
        give("B", "A", silentMs);
        tell("cut.ipv4.gapAfterPlan", ipv4.await("B", now) - now - silentMs);
        tell("cut.ipv6.gapAfterPlan", ipv6.await("B", now) - now - silentMs);
        Shell.run("bridge link set dev portA state 3");
        overlap("cut", "A", "B", now);
        awaitRecord("A");
    }

    private long untilGone(String host, long sinceMs) throws Exception {
        while (hosts.has(host, IPV4) || hosts.has(host, IPV6)) {
            if (Sightings.nowMs() - sinceMs > 10_000) {
                throw new IOException(host + " keeps its addresses for over 10 s");
            }
            Sightings.pause(10);
        }
        return Sightings.nowMs() - sinceMs;
    }

    /** B hears nobody that decides, but the tracker still reaches it: only its lease keeps two from answering. */
    private void fence() throws Exception {
        long now = Sightings.nowMs();
        hosts.ip("B", "route add blackhole 10.99.0.9/32");
        give("A", "B", 0);
        gaps("fence", "B", "A", now);
        hosts.ip("B", "route del blackhole 10.99.0.9/32");
        // While both answered, neighbours may have come to believe B: A tells them again a second after it took it.
        Sightings.pause(1500);
    }

    private void killAgent() throws Exception {
        hosts.killAgent("A");
        long now = Sightings.nowMs();
        Sightings.pause(2500);
        hosts.startAgent("A");
        Sightings.pause(3000);
        tell("kill.absence", ipv4.longestAbsenceMs("A", now));
        hosts.killAgent("A");
        now = Sightings.nowMs();
        give("B", "A", 0);
        ipv4.await("B", now);
        tell("kill.staysWithA", hosts.has("A", IPV4));
        hosts.startAgent("A");
        untilGone("A", now);
        now = Sightings.nowMs();
        await("B", now);
        tell("kill.reconciledTo", hosts.has("B", IPV4) && hosts.has("B", IPV6) ? "B" : "nobody");
        hosts.killAgent("B");
        tell("kill.kernelLetsGo", untilGoneSlowly("B", Sightings.nowMs()));
        hosts.startAgent("B");
        await("B", Sightings.nowMs());
        killLingering();
    }

    private void killLingering() throws Exception {
        long now = Sightings.nowMs();
        give("A", "B", 0);
        await("A", now);
        tell("linger.moved", hosts.lingers("B"));
        hosts.killAgent("B");
        tell("linger.killed", hosts.lingers("B"));
        hosts.startAgent("B");
        now = Sightings.nowMs();
        give("B", "A", 0);
        await("B", now);
        tell("linger.restarted", hosts.lingers("B"));
    }

    /** Nobody but the kernel is left to do it. */
    private long untilGoneSlowly(String host, long sinceMs) throws Exception {
        while (hosts.has(host, IPV4) || hosts.has(host, IPV6)) {
            if (Sightings.nowMs() - sinceMs > 30_000) {
                throw new IOException(host + " keeps its addresses for over 30 s without an agent");
            }
            Sightings.pause(200);
        }
        return Sightings.nowMs() - sinceMs;
    }

    /** An agent that stands still for longer than its lease, and reads the plan when it wakes, moves nothing. */
    private void holdUp() throws Exception {
        long now = Sightings.nowMs();
        hosts.signalAgent("B", "STOP");
        Sightings.pause(LEASE_MS + 500);
        hosts.signalAgent("B", "CONT");
        Sightings.pause(1000);
        tell("holdUp.absence", ipv4.longestAbsenceMs("B", now));
    }

    private void loseZooKeeper() throws Exception {
        beats.forEach(one -> one.contact = false);
        zooKeeper.stop();
        long now = Sightings.nowMs();
        Sightings.pause(4000);
        tell("noZooKeeper.absence", ipv4.longestAbsenceMs("B", now));
        now = Sightings.nowMs();
        beats.forEach(one -> one.speaking = false);
        tell("alone.letGo", untilGone("B", now));
        beats.forEach(one -> one.speaking = true);
        now = Sightings.nowMs();
        tell("beatsBack.gap", ipv4.await("B", now) - now);
    }
}
