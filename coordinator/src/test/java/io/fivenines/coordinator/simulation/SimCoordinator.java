package io.fivenines.coordinator.simulation;

import io.fivenines.coordinator.cluster.Beat;
import io.fivenines.coordinator.cluster.Light;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.Observation;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.elect.Leadership;
import io.fivenines.coordinator.health.Attention;
import io.fivenines.coordinator.health.Detector;
import io.fivenines.coordinator.health.Quorum;
import io.fivenines.coordinator.health.Reach;
import io.fivenines.coordinator.health.Thresholds;
import io.fivenines.coordinator.plan.Navigator;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A coordinator: watches every node, tells ZooKeeper what it sees, leads if it is elected, and answers DNS. */
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
    private final SimHelm helm;
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
    private int ticks;
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
        helm = new SimHelm(world, this, client);
        client.listen(helm::onLink);
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
        helm.start(navigator);
        confirmedMs = now - 1_000_000;
        ticks = ground.random().nextInt(10);
        process.after(ground.random().nextInt((int) TICK_MS), () -> {
            tick();
            process.every(TICK_MS, this::tick);
        });
        process.after(ground.random().nextInt((int) TICK_MS), () -> {
            keepLink();
            process.every(TICK_MS, this::keepLink);
        });
    }

    Plan served() {
        return served;
    }

    Optional<Leadership> leadership() {
        return helm.leadership();
    }

    private void keepLink() {
        client.tick();
        helm.tick();
    }

    private void tick() {
        ticks++;
        long now = clockMs();
        attention.ms(now);
        client.read(this::onRead);
        Beat beat = beat();
        for (int host = 0; host < hosts; host++) {
            beat(host, beat);
        }
        if (ticks % 5 == 0) {
            for (int dc = 0; dc < reach.length; dc++) {
                tryPublic(dc);
            }
        }
        if (ticks % 10 == 0) {
            helm.insist();
        }
        look();
        navigator.onTick(now);
        helm.tick();
        helm.steer();
    }

    void onRead(long askedMs, Snapshot read) {
        confirmedMs = Math.max(confirmedMs, askedMs);
        navigator.onConfirmed(askedMs);
        helm.onRead(askedMs);
    }

    private boolean hasContact() {
        return world.doctrine().hasContact(clockMs() - confirmedMs <= CONTACT_MS);
    }

    private Beat beat() {
        Plan known = navigator.plan();
        String place = ground.topology().sites().get(site);
        return new Beat(name, place, ticks, hasContact(), known.epoch(), known.number()).with(known);
    }

    private void beat(int host, Beat beat) {
        int thereMs = ground.network().transitMs(process.machine, host);
        if (thereMs < 0) {
            return;
        }
        SimHost to = world.host(host);
        boolean connects = !connected[host];
        ground.clockwork().after(thereMs, () -> to.onBeat(this, connects, beat));
    }

    /** The gateway's connection broke: connects again at once. */
    void onReset(int host) {
        attention.ms(clockMs());
        detectors[host].onReset();
        connected[host] = false;
        beat(host, beat());
        look();
    }

    void onConnected(int host) {
        if (!connected[host]) {
            connected[host] = true;
            detectors[host].onConnected();
            beat(host, beat());
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
                || before.version() != next.version()
                || before.nodes() != next.nodes()
                || before.agents() != next.agents()
                || before.intents() != next.intents();
        if (before == null || before.version() != next.version()) {
            onPlan(next.plan(), next.version());
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
        if (before == null || before.candidates() != next.candidates()) {
            helm.onCandidatesChanged();
        }
        if (changed) {
            helm.steer();
        }
    }

    /** A plan was read, or written by this coordinator. */
    void onPlan(Plan plan, int version) {
        navigator.onPlan(plan, version, clockMs());
        if (world.doctrine().follows(served, plan)) {
            serve(plan);
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

    void serve(Plan plan) {
        served = plan;
        world.invariants().onServed(name, plan);
    }

    long clockMs() {
        return ground.network().clockMs(process.machine, ground.clockwork().nowMs());
    }
}
