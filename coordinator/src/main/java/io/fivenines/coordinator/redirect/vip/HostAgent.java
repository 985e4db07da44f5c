package io.fivenines.coordinator.redirect.vip;

import io.fivenines.coordinator.cluster.AgentRecord;
import io.fivenines.coordinator.cluster.Beat;
import io.fivenines.coordinator.cluster.ClusterLink;
import io.fivenines.coordinator.cluster.Ephemeral;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.NodeState;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.cluster.Pulse;
import io.fivenines.coordinator.cluster.PulseLimits;
import io.fivenines.coordinator.cluster.PulseServer;
import io.fivenines.coordinator.cluster.RecordCache;
import io.fivenines.coordinator.cluster.Seal;
import io.fivenines.coordinator.cluster.Versioned;
import java.io.IOException;
import java.lang.Thread.UncaughtExceptionHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An agent and its ways to the others: ZooKeeper, and the coordinators' heartbeats. */
public final class HostAgent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HostAgent.class);
    private static final Duration READ = Duration.ofMillis(200);
    private static final Duration GREET = Duration.ofSeconds(1);

    /**
     * How it is reached without ZooKeeper.
     *
     * @param bind where beats are answered
     * @param announced host:port under which that is found
     * @param seal of the beats that are believed
     */
    public record Heartbeats(InetSocketAddress bind, String announced, Seal seal) {}

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final NodeId id;
    private final Caretaker caretaker;
    private final PlanReader plans;
    private final Ephemeral record;
    private final Herald herald;
    private final RecordCache<AgentRecord> agents;
    private final RecordCache<Plan> plan;
    private volatile AgentRecord said;

    /**
     * Starts everything, or nothing.
     *
     * @param nanos a clock that never goes back
     * @param stop stops whoever serves at an address that will not go; must not wait
     * @param fatal told if the thread dies that looks after the addresses
     */
    public HostAgent(
            AgentConfig config,
            Hands hands,
            ClusterLink link,
            Heartbeats heartbeats,
            LongSupplier nanos,
            Consumer<VirtualAddress> stop,
            UncaughtExceptionHandler fatal)
            throws IOException {
        id = config.id();
        try {
            record = part(link.ephemeral(link.paths().agent(id)));
            caretaker = part(new Caretaker(config, hands, heartbeats.announced(), nanos, this::publish, stop, fatal));
            herald = part(new Herald(id, heartbeats.seal()));
            plans = new PlanReader(link, nanos, caretaker::onPlan);
            agents = part(link.folder(link.paths().agents(), AgentRecord.class, this::onAgents));
            // The first word of it may have come before there was a field to read.
            link.execute(this::onAgents);
            plan = part(link.record(link.paths().plan(), Plan.class, this::onPlan));
            link.execute(this::onPlan);
            part(new PulseServer(heartbeats.bind(), PulseLimits.AGENT, heartbeats.seal(), this::answer, nanos));
            Future<?> reading = link.each(READ, plans::read);
            parts.push(() -> reading.cancel(false));
            Future<?> greeting = link.each(GREET, this::greet);
            parts.push(() -> greeting.cancel(false));
            caretaker.start();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private <T extends AutoCloseable> T part(T part) {
        parts.push(part);
        return part;
    }

    private void onAgents() {
        if (agents != null) {
            caretaker.onAgents(byId());
        }
    }

    private Map<NodeId, AgentRecord> byId() {
        Map<NodeId, AgentRecord> records = new HashMap<>();
        for (Versioned<AgentRecord> versioned : agents.records().values()) {
            records.put(versioned.record().id(), versioned.record());
        }
        return records;
    }

    /** Obeyed at once; read as well, since only that renews the lease. */
    private void onPlan() {
        if (plan != null) {
            plan.record().ifPresent(read -> caretaker.onNews(read.record()));
            plans.read();
        }
    }

    private void publish(AgentRecord now) {
        said = now;
        record.publish(now);
        plan.record().ifPresent(read -> herald.tell(now, read.record(), byId()));
    }

    private void greet() {
        AgentRecord now = said;
        if (now != null) {
            herald.greet(now, byId());
        }
    }

    private Pulse answer(Beat beat) {
        if (beat.news() != null) {
            caretaker.onNews(beat.news());
        }
        if (beat.agent() == null) {
            caretaker.onBeat(beat, plans::read);
        } else {
            caretaker.onTold(beat.agent());
        }
        AgentRecord now = said;
        Pulse.Obeyed obeyed = now == null ? new Pulse.Obeyed(0, 0) : new Pulse.Obeyed(now.epoch(), now.plan());
        return new Pulse(id, beat.number(), NodeState.SERVING, 0, obeyed);
    }

    /** Gives every address up, says so and leaves. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.error("A part of the agent did not close as it should", e);
            }
        }
    }
}
