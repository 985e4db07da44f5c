package io.fivenines.coordinator.simulation;

import io.fivenines.coordinator.cluster.Light;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.Observation;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.health.Attention;
import io.fivenines.coordinator.health.Detector;
import io.fivenines.coordinator.health.Quorum;
import io.fivenines.coordinator.health.Reach;
import io.fivenines.coordinator.health.Thresholds;
import io.fivenines.coordinator.plan.Navigator;
import io.fivenines.coordinator.plan.Proposal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A coordinator: watches every node, tells ZooKeeper what it sees, leads if it is its turn, and answers DNS. */
final class SimCoordinator {
    static final long TICK_MS = 100;
    /** For how long an answer of ZooKeeper counts as contact. */
    static final long CONTACT_MS = 150;

    private static final long PUBLISH_MS = 500;
    private static final long LAPSE_MS = 250;

    final SimProcess process;
    final String name;
    final int site;
    private final World world;
    private final World.Ground ground;
    private final SimClient client;
    private final int hosts;
    private Navigator navigator;
    private Attention attention;
    private Detector[] detectors;
    private boolean[] connected;
    private long[] agentHeardMs;
    private Reach[] reach;
    private Snapshot snapshot;
    private Light[] published;
    private long publishedMs;
    private long confirmedMs;
    private long ownCandidate;
    private long epoch;
    private int ticks;
    /** Sent and not answered; as ZooKeeper clients do, it is sent again, also in the next session. */
    private Proposal writing;
    /** What its DNS server answers from, kept on disk. */
    private Plan served = Plan.NONE;

    SimCoordinator(World world, int site) {
        this.world = world;
        this.site = site;
        ground = world.ground();
        hosts = ground.topology().hosts().size();
        name = "c-" + ground.topology().sites().get(site);
        process = new SimProcess(ground.topology().coordinator(site), ground.clockwork());
        client = new SimClient(world.ensemble(), process, ground, this::onSnapshot);
        client.onSession(this::stand);
        client.onLost(() -> epoch = 0);
    }

    void start() {
        process.start();
        client.reset();
        long now = clockMs();
        navigator = new Navigator(
                ground.topology().layout(),
                world.doctrine().policy(ground.policy()),
                new Quorum(3, 3, 2_000),
                world.doctrine().planner());
        attention = new Attention(LAPSE_MS, now);
        detectors = new Detector[hosts];
        connected = new boolean[hosts];
        agentHeardMs = new long[hosts];
        reach = new Reach[Topology.DATACENTERS];
        for (int i = 0; i < hosts; i++) {
            detectors[i] = new Detector(Thresholds.DEFAULT, now);
            agentHeardMs[i] = now;
        }
        for (int i = 0; i < reach.length; i++) {
            reach[i] = new Reach(3, 3);
        }
        snapshot = null;
        published = null;
        epoch = 0;
        writing = null;
        confirmedMs = now - 1_000_000;
        ticks = ground.random().nextInt(10);
        process.after(ground.random().nextInt((int) TICK_MS), () -> {
            tick();
            process.every(TICK_MS, this::tick);
        });
        process.after(ground.random().nextInt((int) TICK_MS), () -> {
            client.tick();
            process.every(TICK_MS, client::tick);
        });
    }

    Plan served() {
        return served;
    }

    boolean leads() {
        return epoch > 0;
    }

    private void tick() {
        ticks++;
        long now = clockMs();
        attention.ms(now);
        client.read(this::onRead);
        for (int host = 0; host < hosts; host++) {
            beat(host);
        }
        if (ticks % 5 == 0) {
            for (int dc = 0; dc < reach.length; dc++) {
                tryPublic(dc);
            }
        }
        if (writing != null && ticks % 10 == 0) {
            write();
        }
        look();
        navigator.onTick(now);
        lead();
    }

    private void onRead(long askedMs, Snapshot read) {
        confirmedMs = Math.max(confirmedMs, askedMs);
        navigator.onConfirmed(askedMs);
    }

    private boolean hasContact() {
        boolean fresh = clockMs() - confirmedMs <= CONTACT_MS;
        return world.doctrine().acts(fresh ? SimClient.Link.CONNECTED : SimClient.Link.SUSPENDED);
    }

    private void beat(int host) {
        int thereMs = ground.network().transitMs(process.machine, host);
        if (thereMs < 0) {
            return;
        }
        SimHost to = world.host(host);
        Plan known = navigator.plan();
        boolean contact = hasContact();
        boolean connects = !connected[host];
        ground.clockwork().after(thereMs, () -> to.onBeat(this, connects, contact, known));
    }

    /** The gateway's connection broke: connects again at once. */
    void onReset(int host) {
        attention.ms(clockMs());
        detectors[host].onReset();
        connected[host] = false;
        beat(host);
        look();
    }

    void onConnected(int host) {
        if (!connected[host]) {
            connected[host] = true;
            detectors[host].onConnected();
            beat(host);
        }
    }

    void onRefused(int host) {
        attention.ms(clockMs());
        connected[host] = false;
        detectors[host].onRefused();
        look();
    }

    void onPulse(int host, boolean gateway, boolean agent) {
        long attentiveMs = attention.ms(clockMs());
        if (gateway) {
            detectors[host].onPulse(attentiveMs);
        }
        if (agent) {
            agentHeardMs[host] = attentiveMs;
        }
    }

    private void tryPublic(int dc) {
        long tookMs = 2L + ground.random().nextInt((int) Network.TRANSIT_MAX_MS);
        process.after(tookMs, () -> {
            if (world.isReached(site, dc)) {
                reach[dc].onReached();
            } else {
                reach[dc].onMissed();
            }
        });
    }

    /** Publishes what it sees: at once if that changed, else from time to time. */
    private void look() {
        long now = clockMs();
        long attentiveMs = attention.ms(now);
        Light[] seen = new Light[hosts + reach.length];
        for (int host = 0; host < hosts; host++) {
            seen[host] = detectors[host].light(attentiveMs);
        }
        for (int dc = 0; dc < reach.length; dc++) {
            seen[hosts + dc] = reach[dc].light();
        }
        if (!Arrays.equals(seen, published) || now - publishedMs >= PUBLISH_MS) {
            published = seen;
            publishedMs = now;
            Observation said = observation(seen, now, attentiveMs);
            client.request(
                    in -> {
                        world.ensemble().put(in, said);
                        return true;
                    },
                    done -> {});
        }
    }

    private Observation observation(Light[] seen, long now, long attentiveMs) {
        Map<NodeId, Light> nodes = new HashMap<>();
        Map<NodeId, Long> silentMs = new HashMap<>();
        for (int host = 0; host < hosts; host++) {
            NodeId id = ground.topology().hosts().get(host);
            nodes.put(id, seen[host]);
            if (seen[host] != Light.GREEN) {
                silentMs.put(id, Math.min(detectors[host].silentMs(attentiveMs), attentiveMs - agentHeardMs[host]));
            }
        }
        Map<String, Light> datacenters = new HashMap<>();
        for (int dc = 0; dc < reach.length; dc++) {
            datacenters.put(ground.topology().sites().get(dc), seen[hosts + dc]);
        }
        return new Observation(name, ground.topology().sites().get(site), nodes, datacenters, silentMs, now);
    }

    private void onSnapshot(Snapshot next) {
        long now = clockMs();
        Snapshot before = snapshot;
        snapshot = next;
        boolean changed = before == null
                || before.plan() != next.plan()
                || before.nodes() != next.nodes()
                || before.agents() != next.agents()
                || before.intents() != next.intents()
                || before.candidates() != next.candidates();
        if (before == null || before.plan() != next.plan()) {
            navigator.onPlan(next.plan().plan, next.version(), now);
            if (world.doctrine().follows(served, next.plan().plan)) {
                serve(next.plan().plan);
            }
        }
        if (before == null || before.nodes() != next.nodes()) {
            navigator.onNodes(next.nodes());
        }
        if (before == null || before.agents() != next.agents()) {
            navigator.onAgents(next.agents());
        }
        if (before == null || before.intents() != next.intents()) {
            navigator.onIntents(next.intents());
        }
        if (before == null || before.observations() != next.observations()) {
            changed |= learn(before == null ? Map.of() : before.observations(), next.observations(), now);
        }
        List<Snapshot.Candidate> candidates = next.candidates();
        boolean first = !candidates.isEmpty() && candidates.get(0).coordinator().equals(name);
        epoch = first && ownCandidate == candidates.get(0).czxid() ? ownCandidate : 0;
        if (changed) {
            lead();
        }
    }

    /** Whether any observer says anything else than before. */
    private boolean learn(Map<String, Observation> before, Map<String, Observation> now, long nowMs) {
        boolean changed = false;
        for (String observer : before.keySet()) {
            if (!now.containsKey(observer)) {
                navigator.onObserverGone(observer);
                changed = true;
            }
        }
        for (Observation observation : now.values()) {
            Observation old = before.get(observation.observer());
            if (old == null || old.asOfMs() != observation.asOfMs()) {
                navigator.onObservation(observation, nowMs);
                changed |= old == null
                        || !old.nodes().equals(observation.nodes())
                        || !old.datacenters().equals(observation.datacenters());
            }
        }
        return changed;
    }

    private void stand() {
        ownCandidate = 0;
        if (writing != null) {
            write();
        }
        client.request(in -> world.ensemble().stand(in, name), czxid -> {
            ownCandidate = czxid;
            client.read(this::onRead);
        });
    }

    /** The leader's turn: holds while its link is suspended, and writes one plan at a time. */
    private void lead() {
        long now = clockMs();
        if (epoch == 0 || !world.doctrine().acts(client.link()) || writing != null) {
            return;
        }
        Optional<Proposal> proposal = navigator.propose(epoch, now, now);
        if (proposal.isEmpty()) {
            return;
        }
        if (client.link() != SimClient.Link.CONNECTED) {
            serve(proposal.get().plan());
            return;
        }
        writing = proposal.get();
        write();
    }

    private void write() {
        Proposal proposal = writing;
        int expected = world.doctrine().expectedVersion(proposal);
        client.request(in -> world.ensemble().write(proposal.plan(), expected), written -> {
            writing = null;
            client.read(this::onRead);
        });
    }

    private void serve(Plan plan) {
        served = plan;
        world.invariants().onServed(name, plan);
    }

    private long clockMs() {
        return ground.network().clockMs(process.machine, ground.clockwork().nowMs());
    }
}
