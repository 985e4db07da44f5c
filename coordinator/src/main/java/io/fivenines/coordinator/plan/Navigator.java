package io.fivenines.coordinator.plan;

import io.fivenines.coordinator.cluster.AgentRecord;
import io.fivenines.coordinator.cluster.Intent;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.NodeRecord;
import io.fivenines.coordinator.cluster.Observation;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.health.HealthView;
import io.fivenines.coordinator.health.Quorum;
import io.fivenines.coordinator.health.Sighting;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Keeps what a coordinator has learned and, while it leads, proposes the next plan. Every coordinator keeps one from
 * its start, so that a new leader knows what moved lately. One thread; every time is that coordinator's own clock,
 * which only counts up.
 */
public final class Navigator {
    private final Layout layout;
    private final Policy policy;
    private final Quorum quorum;
    private final Planner planner;
    private final TreeMap<String, Sighting> sightings = new TreeMap<>();
    private final Map<String, Long> heardMs = new TreeMap<>();
    private Map<NodeId, NodeRecord> nodes = Map.of();
    private Map<NodeId, AgentRecord> agents = Map.of();
    private List<Intent> intents = List.of();
    private History history = History.NONE;
    private Plan plan = Plan.NONE;
    private int version = -1;
    private long confirmedMs = Long.MIN_VALUE / 2;
    private List<Step.Hold> holds = List.of();
    private HealthView health;
    private long healthUntilMs;
    private boolean isRemembered;

    public Navigator(Layout layout, Policy policy, Quorum quorum, Planner planner) {
        this.layout = layout;
        this.policy = policy;
        this.quorum = quorum;
        this.planner = planner;
    }

    /** A plan was read or written; one that is not after the newest is not followed. */
    public void onPlan(Plan read, int readVersion, long nowMs) {
        if (read.isAfter(plan)) {
            history = version < 0 ? history.withFirstPlan(read, nowMs) : history.withPlan(plan, read, nowMs);
            plan = read;
            isRemembered = false;
        }
        version = Math.max(version, readVersion);
    }

    /**
     * ZooKeeper has answered, in the session whose watches feed this: all that was so when it was asked is known here.
     * Who stood still knows that its news is old by this.
     */
    public void onConfirmed(long askedMs) {
        confirmedMs = Math.max(confirmedMs, askedMs);
    }

    public void onNodes(Map<NodeId, NodeRecord> registered) {
        nodes = Collections.unmodifiableSortedMap(new TreeMap<>(registered));
        isRemembered = false;
    }

    public void onAgents(Map<NodeId, AgentRecord> live) {
        agents = Collections.unmodifiableSortedMap(new TreeMap<>(live));
        isRemembered = false;
    }

    public void onIntents(Collection<Intent> wanted) {
        intents = List.copyOf(wanted);
    }

    /**
     * An observer says something new. It counts if what that observer said before came not long ago, with time for an
     * election of ZooKeeper's servers between: the first that is found, at the start or after contact was lost, may
     * have been said at any time, by one who is dead since.
     */
    public void onObservation(Observation observation, long nowMs) {
        Long beforeMs = heardMs.put(observation.observer(), nowMs);
        if (beforeMs == null || nowMs - beforeMs > 2 * quorum.staleMs()) {
            sightings.remove(observation.observer());
        } else {
            sightings.put(observation.observer(), new Sighting(observation, nowMs));
        }
        health = null;
    }

    /** The observer's session is over. */
    public void onObserverGone(String observer) {
        sightings.remove(observer);
        heardMs.remove(observer);
        health = null;
    }

    /** To be called at each tick by a coordinator that does not lead: it holds nothing back. */
    public void onTick(long nowMs) {
        remember(nowMs);
        holds = List.of();
    }

    private void remember(long nowMs) {
        HealthView now = health(nowMs);
        if (!isRemembered) {
            history = history.withHealth(now, known(), layout.datacenters().keySet(), nowMs)
                    .withAgents(plan, agents, nowMs);
            isRemembered = true;
        }
    }

    /**
     * What to write next; empty if all may stay as it is, or if what is known was not confirmed for as long as makes an
     * observation stale. Only for who leads and is not suspended. The plan is written
     * only if its version is still that of the proposal; else it is read again first.
     *
     * @param epoch of the leadership; one older than the plan's proposes nothing
     * @param wallMs the time of day
     */
    public Optional<Proposal> propose(long epoch, long nowMs, long wallMs) {
        remember(nowMs);
        if (version < 0 || epoch < plan.epoch() || nowMs - confirmedMs > quorum.staleMs()) {
            return Optional.empty();
        }
        View view = new View(layout, plan, nodes, agents, health(nowMs), intents, history, wallMs);
        List<Step> steps = planner.plan(view, policy, nowMs);
        holds = steps.stream()
                .filter(Step.Hold.class::isInstance)
                .map(Step.Hold.class::cast)
                .toList();
        List<Step> changes = steps.stream().filter(Step::changesPlan).toList();
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        Revision revision = new Revision(plan);
        changes.forEach(revision::apply);
        return Optional.of(new Proposal(revision.plan(epoch, wallMs), version, changes));
    }

    /** What the last proposal left as it was, and why. */
    public List<Step.Hold> holds() {
        return holds;
    }

    /** The newest plan known. */
    public Plan plan() {
        return plan;
    }

    /** How things look at that time; the same until an observation comes or becomes stale. */
    public HealthView health(long nowMs) {
        if (health == null || nowMs > healthUntilMs) {
            health = HealthView.of(sightings.values(), quorum, nowMs);
            healthUntilMs = Long.MAX_VALUE;
            for (Sighting sighting : health.sightings()) {
                healthUntilMs = Math.min(healthUntilMs, sighting.arrivedMs() + quorum.staleMs());
            }
            isRemembered = false;
        }
        return health;
    }

    private Set<NodeId> known() {
        Set<NodeId> known = new TreeSet<>(nodes.keySet());
        plan.addresses().values().forEach(ownership -> {
            if (ownership.owner() != null) {
                known.add(ownership.owner());
            }
        });
        return known;
    }
}
