package io.fivenines.gateway.membership;

import io.fivenines.coordinator.cluster.Beat;
import io.fivenines.coordinator.cluster.ClusterLink;
import io.fivenines.coordinator.cluster.Ephemeral;
import io.fivenines.coordinator.cluster.Intent;
import io.fivenines.coordinator.cluster.LinkState;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.NodeRecord;
import io.fivenines.coordinator.cluster.NodeState;
import io.fivenines.coordinator.cluster.Paths;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.cluster.Pulse;
import io.fivenines.coordinator.cluster.PulseLimits;
import io.fivenines.coordinator.cluster.PulseServer;
import io.fivenines.coordinator.cluster.RecordCache;
import io.fivenines.coordinator.cluster.Seal;
import io.fivenines.gateway.vitals.Health;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node in its cluster. Everything a tracker sees works without it: it is told nothing that it would wait for, and
 * while ZooKeeper is away it goes on with what it knew last.
 */
public final class Membership implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
    private static final Duration STEP = Duration.ofMillis(100);
    private static final long LOAD_NANOS = Duration.ofSeconds(2).toNanos();

    private final NodeId id;
    private final Self self;
    private final Doors doors;
    private final Health health;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Drain drain;
    private final Leftovers leftovers;
    private final PulseServer pulses;
    private final ClusterLink link;
    private final Ephemeral record;
    private final RecordCache<Intent> intents;
    private final RecordCache<Plan> plan;
    private final Future<?> stepping;
    private final String heartbeat;
    private volatile boolean begun;
    private NodeState published;
    private int publishedConnections;
    private long publishedNanos;

    /**
     * Answers heartbeats and begins to look for ZooKeeper, without waiting for it.
     *
     * @param nanos a clock that never goes back
     * @throws IOException if the heartbeat port is taken
     */
    public Membership(
            MembershipConfig config,
            Self self,
            Doors doors,
            Health health,
            Seal seal,
            InstantSource clock,
            LongSupplier nanos)
            throws IOException {
        id = self.id();
        this.self = self;
        this.doors = doors;
        this.health = health;
        this.clock = clock;
        this.nanos = nanos;
        drain = new Drain(doors, config);
        leftovers = new Leftovers(doors, config);
        health.watch("drain", () -> drain.phase() == Drain.Phase.SERVING ? "" : "the node drains");
        InetSocketAddress address = new InetSocketAddress(config.heartbeatHost(), config.heartbeatPort());
        pulses = new PulseServer(address, PulseLimits.DEFAULT, seal, this::pulse, nanos);
        heartbeat = config.advertise() + ":" + pulses.port();
        link = new ClusterLink(config.cluster());
        Paths paths = link.paths();
        record = link.ephemeral(paths.node(id));
        intents = link.folder(paths.intents(), Intent.class, () -> {});
        plan = link.record(paths.plan(), Plan.class, this::onPlan);
        stepping = link.each(STEP, this::step);
        LOG.atInfo().addKeyValue("node", id).addKeyValue("heartbeat", heartbeat).log("Member of a cluster");
    }

    /** Sooner than the next step would; while this object is being made, the first step does. */
    private void onPlan() {
        if (plan != null) {
            doors.own(owned());
        }
    }

    /** Any thread: the answer shows how the node is at this moment. */
    private Pulse pulse(Beat beat) {
        return new Pulse(id, beat.number(), state(), doors.connections());
    }

    private NodeState state() {
        if (drain.phase() != Drain.Phase.SERVING) {
            return NodeState.DRAINING;
        }
        if (health.ready()) {
            begun = true;
            return NodeState.SERVING;
        }
        return begun ? NodeState.FULL : NodeState.STARTING;
    }

    private void step() {
        Set<String> owned = owned();
        doors.own(owned);
        boolean closing = drain.phase() == Drain.Phase.CLOSING;
        leftovers.step(elsewhere(), closing, nanos.getAsLong());
        Optional<Intent> wanted = drainWanted();
        wanted.filter(intent -> drain.phase() == Drain.Phase.SERVING)
                .ifPresent(intent -> LOG.atInfo()
                        .addKeyValue("who", intent.who())
                        .addKeyValue("reason", intent.reason())
                        .log("Is to drain"));
        drain.step(wanted.isPresent(), !owned.isEmpty(), nanos.getAsLong());
        NodeState state = state();
        int connections = doors.connections();
        boolean news = state != published
                || connections != publishedConnections && nanos.getAsLong() - publishedNanos >= LOAD_NANOS;
        if (news) {
            published = state;
            publishedConnections = connections;
            publishedNanos = nanos.getAsLong();
            record.publish(new NodeRecord(
                    id, heartbeat, self.api(), self.listeners(), self.version(), state, connections, self.sinceMs()));
        }
    }

    private Optional<Intent> drainWanted() {
        return intents.records().values().stream()
                .map(found -> found.record())
                .filter(intent -> intent.kind() == Intent.Kind.DRAIN
                        && intent.subject().equals(id.toString())
                        && intent.expiresMs() > clock.millis())
                .findFirst();
    }

    private Set<String> owned() {
        return addresses(id::equals);
    }

    /** None while ZooKeeper is away: the plan may have become another, and the agent may know it. */
    private Set<String> elsewhere() {
        boolean known = link.state() == LinkState.CONNECTED;
        return known ? addresses(owner -> owner != null && !id.equals(owner)) : Set.of();
    }

    private Set<String> addresses(Predicate<NodeId> owner) {
        return plan.record().stream()
                .flatMap(found -> found.record().addresses().entrySet().stream())
                .filter(entry -> owner.test(entry.getValue().owner()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Whether ZooKeeper has this node's record, as far as is known. */
    public boolean registered() {
        return record.there();
    }

    /** The port on which heartbeats are answered. */
    public int heartbeatPort() {
        return pulses.port();
    }

    /** Takes the record away and resets the heartbeats: the addresses can move before the last reply is sent. */
    @Override
    public void close() throws IOException {
        stepping.cancel(false);
        record.close();
        pulses.close();
        intents.close();
        plan.close();
        link.close();
    }
}
