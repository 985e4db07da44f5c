package io.fivenines.coordinator.simulation;

import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.elect.Leadership;
import io.fivenines.coordinator.health.HealthView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What must hold after every event. */
final class Invariants {
    /** No two hosts of one network have an address for longer, where nothing is slow. */
    static final long FENCING_BOUND_MS = 1_200;

    /** So many plans in so short a time are not decisions any more. */
    private static final long PLANS_MAX = 60;

    private final World world;
    private final World.Ground ground;
    private final Reality reality;
    private final Movements movements;
    private final Liveness liveness;
    private final Trackers trackers;
    private final long[] doubleSinceMs;
    private final List<Plan> committed = new ArrayList<>(List.of(Plan.NONE));
    private long firstDoubleMs = Long.MAX_VALUE;
    private long longestDoubleMs;
    private long sampledMs;
    private long intentsMs;
    private long newestEpoch;

    Invariants(World world) {
        this.world = world;
        ground = world.ground();
        reality = new Reality(world);
        movements = new Movements(world, reality);
        liveness = new Liveness(world, reality);
        trackers = new Trackers(world);
        doubleSinceMs = new long[ground.topology().addresses().size()];
        Arrays.fill(doubleSinceMs, Long.MAX_VALUE);
    }

    long longestDoubleMs() {
        return longestDoubleMs;
    }

    Trackers trackers() {
        return trackers;
    }

    void onEvent() {
        long now = ground.clockwork().nowMs();
        long boundMs = FENCING_BOUND_MS + (ground.network().wasEverSlow() ? Network.SLOW_MAX_MS : 0);
        if (firstDoubleMs != Long.MAX_VALUE && now - firstDoubleMs > boundMs) {
            throw new Violation("an address has two owners for more than " + boundMs + " ms");
        }
        if (now - sampledMs >= Reality.SAMPLE_MS) {
            sampledMs = now;
            if (!world.ensemble().state().intents().isEmpty()) {
                intentsMs = now;
            }
            reality.sample();
            liveness.sample(now - intentsMs < 3_000);
            if (now >= Fault.FIRST_MS) {
                trackers.sample(Reality.SAMPLE_MS);
            }
        }
    }

    /** Somebody took or gave up an address, or who reaches whom has changed. */
    void onHolders() {
        long now = ground.clockwork().nowMs();
        reality.look();
        firstDoubleMs = Long.MAX_VALUE;
        for (int address = 0; address < doubleSinceMs.length; address++) {
            if (!isDouble(address)) {
                if (doubleSinceMs[address] != Long.MAX_VALUE) {
                    longestDoubleMs = Math.max(longestDoubleMs, now - doubleSinceMs[address]);
                }
                doubleSinceMs[address] = Long.MAX_VALUE;
            } else if (doubleSinceMs[address] == Long.MAX_VALUE) {
                doubleSinceMs[address] = now;
            }
            firstDoubleMs = Math.min(firstDoubleMs, doubleSinceMs[address]);
        }
    }

    private boolean isDouble(int address) {
        List<SimHost> hosts = world.hosts();
        for (int a = 0; a < hosts.size(); a++) {
            for (int b = a + 1; b < hosts.size() && hosts.get(a).acts(address); b++) {
                if (hosts.get(b).acts(address) && ground.network().linked(a, b)) {
                    return true;
                }
            }
        }
        return false;
    }

    void onCommitted(Snapshot next) {
        Plan before = world.ensemble().state().plan();
        Plan after = next.plan();
        world.log(() -> "commits plan " + after.number() + " of epoch " + after.epoch() + ": " + after.reason());
        if (after.equals(before)) {
            return; // The same write once more.
        }
        if (!after.isAfter(before) || after.number() != before.number() + 1) {
            throw new Violation("plan " + after.number() + " of epoch " + after.epoch() + " follows plan "
                    + before.number() + " of epoch " + before.epoch());
        }
        if (after.number() > PLANS_MAX) {
            throw new Violation("plan " + after.number() + " is written: they do not settle");
        }
        committed.add(after);
        boolean wanted = !world.ensemble().state().intents().isEmpty();
        movements.onCommitted(before, after, wanted || ground.clockwork().nowMs() - intentsMs < 3_000);
    }

    /** A coordinator leads at this moment. */
    void onLeads(Leadership leadership) {
        for (SimCoordinator coordinator : world.coordinators()) {
            Leadership other = coordinator.leadership().orElse(leadership);
            if (!other.equals(leadership)) {
                throw new Violation(leadership + " and " + other + " at the same time");
            }
        }
        if (leadership.epoch() < newestEpoch) {
            throw new Violation(leadership + " after epoch " + newestEpoch);
        }
        newestEpoch = leadership.epoch();
    }

    void onObeyed(NodeId node, Plan before, Plan after) {
        if (!after.isAfter(before)) {
            throw new Violation(node + " obeys plan " + after.number() + " of epoch " + after.epoch() + " after plan "
                    + before.number() + " of epoch " + before.epoch());
        }
    }

    /** A DNS server answers from that plan now. */
    void onServed(String coordinator, Plan plan) {
        boolean known = plan.number() < committed.size() && plan.equals(committed.get((int) plan.number()));
        if (!known) {
            throw new Violation(coordinator + " answers from a plan that was never written: " + plan);
        }
    }

    /** The host's lease has run out. Nobody but its own coordinator is needed to keep it, and ZooKeeper is not. */
    void onLapse(SimHost host, boolean missedPlan) {
        long now = ground.clockwork().nowMs();
        SimProcess agent = host.agent.process;
        SimProcess own = world.coordinator(ground.topology().datacenterOfHost(host.number)).process;
        long recentMs = now - ground.policy().leaseMs() - 600;
        boolean undisturbed = agent.lastStillMs() < recentMs
                && agent.startedMs() < recentMs
                && own.lastStillMs() < recentMs
                && reality.uplinkBadMs(host.number) < recentMs;
        if (undisturbed && !missedPlan && now > Fault.FIRST_MS) {
            throw new Violation(host.id + " lets go although its own coordinator reaches it; the last trouble was "
                    + HealthView.seconds(now - reality.uplinkBadMs(host.number)) + " ago");
        }
    }
}
