package io.fivenines.coordinator.health;

import io.fivenines.coordinator.cluster.AgentRecord;
import io.fivenines.coordinator.cluster.Light;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.NodeRecord;
import io.fivenines.coordinator.cluster.Observation;
import io.fivenines.coordinator.cluster.Voice;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches from one place: holds a heartbeat connection to every gateway and to every agent, tries every datacenter,
 * and says what it sees, at once when that changes. Whom it has watched it goes on watching when the record goes:
 * a node that only ZooKeeper has lost is not lost. All state belongs to one thread, the observer's turn.
 */
public final class Observer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Observer.class);
    private static final long NS_PER_MS = 1_000_000;

    /**
     * Who observes.
     *
     * @param name unique among observers
     * @param place the datacenter it stands in, or the witness's name
     */
    public record Post(String name, String place) {}

    private final Post post;
    private final ObserverConfig config;
    private final Voice voice;
    private final Consumer<Observation> published;
    private final LongSupplier nanos;
    private final ScheduledExecutorService turn;
    private final Attention attention;
    private final Attempt attempt;
    private final Map<NodeId, Watched> gateways = new TreeMap<>();
    private final Map<NodeId, Watched> agents = new TreeMap<>();
    private final Map<String, Reach> reaches = new TreeMap<>();
    private final ScheduledFuture<?> turning;
    private final ScheduledFuture<?> trying;
    private Observation last;
    private long lastMs;

    /**
     * Begins to look.
     *
     * @param sites each datacenter's public addresses
     * @param voice what to say with every beat; the plan in it goes only to agents that obey an older one
     * @param published takes each observation, in the turn
     * @param nanos a clock that never goes back
     */
    public Observer(
            Post post,
            ObserverConfig config,
            Map<String, List<InetSocketAddress>> sites,
            Voice voice,
            Consumer<Observation> published,
            Threads threads,
            LongSupplier nanos) {
        this.post = post;
        this.config = config;
        this.voice = voice;
        this.published = published;
        this.nanos = nanos;
        turn = threads.turn();
        attention = new Attention(config.lapseMs(), clockMs());
        attempt = new Attempt(threads.tries(), config.tryTimeoutMs());
        sites.keySet().forEach(site -> reaches.put(site, new Reach(config.redTries(), config.greenTries())));
        turning = turn.scheduleWithFixedDelay(this::look, 0, config.turnMs(), TimeUnit.MILLISECONDS);
        // Not at a fixed rate: what a standstill of minutes missed is not made up for all at once.
        trying =
                turn.scheduleWithFixedDelay(() -> sites.forEach(this::reach), 0, config.tryMs(), TimeUnit.MILLISECONDS);
    }

    /**
     * What an observer runs on.
     *
     * @param turn one thread, which owns all its state
     * @param tries for attempts to connect, which wait
     */
    public record Threads(ScheduledExecutorService turn, ExecutorService tries) {}

    /** These are the gateways now registered. Any thread. */
    public void onNodes(Map<NodeId, NodeRecord> registered) {
        turn.execute(() -> registered.forEach((id, node) -> watch(gateways, id, node.heartbeat())));
    }

    /** These are the agents now registered. Any thread. */
    public void onAgents(Map<NodeId, AgentRecord> registered) {
        turn.execute(() -> registered.forEach((id, agent) -> watch(agents, id, agent.heartbeat())));
    }

    private void watch(Map<NodeId, Watched> known, NodeId id, String address) {
        Watched before = known.get(id);
        if (before != null && before.address().equals(address)) {
            return;
        }
        if (before == null && known.size() >= config.nodesMax()) {
            LOG.atWarn().addKeyValue("node", id).log("Not watched: there are {} already", known.size());
            return;
        }
        if (before != null) {
            before.close();
        }
        try {
            Watched.Turn own = new Watched.Turn(turn, this::attentionMs, this::look);
            known.put(id, new Watched(id, address, config, own, voice, nanos));
        } catch (IllegalArgumentException e) {
            LOG.atWarn().addKeyValue("node", id).log("Not watched: {}", e.getMessage());
        }
    }

    /** One turn; an error must not be the last one. */
    private void look() {
        try {
            observe(attentionMs());
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("An observation failed");
        }
    }

    private void observe(long nowMs) {
        Map<NodeId, Light> lights = new TreeMap<>();
        Map<NodeId, Long> silent = new TreeMap<>();
        gateways.forEach((id, gateway) -> {
            Light light = gateway.light(nowMs);
            lights.put(id, light);
            if (light != Light.GREEN) {
                silent.put(id, silentMs(id, gateway, nowMs));
            }
        });
        Map<String, Light> datacenters = new TreeMap<>();
        reaches.forEach((site, reach) -> datacenters.put(site, reach.light()));
        boolean same = last != null
                && last.nodes().equals(lights)
                && last.datacenters().equals(datacenters);
        if (same && nowMs - lastMs < config.publishMs()) {
            return;
        }
        last = new Observation(post.name(), post.place(), lights, datacenters, silent, nowMs);
        lastMs = nowMs;
        published.accept(last);
    }

    /** Since when nothing of the node's host was heard: its agent speaks for it as well. */
    private long silentMs(NodeId id, Watched gateway, long nowMs) {
        Watched agent = agents.get(id);
        return agent == null ? gateway.silentMs(nowMs) : Math.min(gateway.silentMs(nowMs), agent.silentMs(nowMs));
    }

    /** One try; an error, be it that no thread is to be had, must not be the last one, and says nothing of the site. */
    private void reach(String site, List<InetSocketAddress> addresses) {
        try {
            attempt.any(addresses).thenAcceptAsync(reached -> onReached(reaches.get(site), reached), turn);
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.atError().addKeyValue("datacenter", site).log("A datacenter was not tried: {}", e.toString());
        }
    }

    private static void onReached(Reach reach, boolean reached) {
        if (reached) {
            reach.onReached();
        } else {
            reach.onMissed();
        }
    }

    private long attentionMs() {
        return attention.ms(clockMs());
    }

    private long clockMs() {
        return nanos.getAsLong() / NS_PER_MS;
    }

    /** Hangs up everywhere; says nothing more. The threads are their owner's. */
    @Override
    public void close() {
        turning.cancel(false);
        trying.cancel(false);
        turn.execute(() -> {
            gateways.values().forEach(Watched::close);
            agents.values().forEach(Watched::close);
            gateways.clear();
            agents.clear();
        });
    }
}
