package io.fivenines.coordinator.simulation;

import io.fivenines.coordinator.cluster.AgentRecord;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.Ownership;
import io.fivenines.coordinator.cluster.Plan;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * The agent of a host, by the rules of the cluster: it takes an address when the plan says so, its lease is live, and
 * nobody else may still have it; it lets go when a newer plan says so, its lease runs out, or somebody else answers
 * for the address.
 */
final class SimAgent {
    private static final long TICK_MS = 100;
    private static final long PROBE_MS = 1_000;
    private static final long GRACE_MS = 200;

    final SimProcess process;
    private final World world;
    private final World.Ground ground;
    private final SimHost host;
    private final SimClient client;
    private final long leaseMs;
    private final int addresses;
    private SimPlan obeyed;
    private Plan heard;
    private Map<NodeId, AgentRecord> agents = Map.of();
    private Map<NodeId, Plan> agentPlans = Map.of();
    private Map<NodeId, Suspect>[] suspects;
    private boolean[] doubtful;
    private long sureUntilMs;
    private long loneUntilMs;
    private long graceUntilMs;
    private long seenMs;
    private long missedMs;
    private boolean wasLive;
    private boolean graced;
    private int ticks;
    /** What was last said, and what of it ZooKeeper has confirmed: the rest is said again. */
    private int said;

    private int confirmed;

    /** Who may still have an address, since which plan, and until when at most. */
    private record Suspect(Plan since, long freeAtMs) {}

    SimAgent(World world, SimHost host) {
        this.world = world;
        this.host = host;
        ground = world.ground();
        process = new SimProcess(host.number, ground.clockwork());
        client = new SimClient(world.ensemble(), process, ground, this::onSnapshot);
        client.onSession(this::tell);
        leaseMs = ground.policy().leaseMs();
        addresses = ground.topology().addresses().size();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    void start() {
        process.start();
        client.reset();
        obeyed = new SimPlan(Plan.NONE, ground.topology());
        heard = Plan.NONE;
        agents = Map.of();
        agentPlans = Map.of();
        suspects = new Map[addresses];
        for (int i = 0; i < addresses; i++) {
            suspects[i] = new HashMap<>();
        }
        doubtful = new boolean[addresses];
        long now = clockMs();
        sureUntilMs = now + leaseMs;
        loneUntilMs = now;
        graceUntilMs = now;
        seenMs = now;
        missedMs = now;
        wasLive = true;
        graced = false;
        ticks = 0;
        process.after(ground.random().nextInt((int) TICK_MS), () -> {
            tick();
            process.every(TICK_MS, this::tick);
        });
    }

    private void tick() {
        ticks++;
        client.tick();
        if (ticks % 2 == 0) {
            client.read(this::onRead);
        }
        onTime();
        if (ticks % (PROBE_MS / TICK_MS) == 0 && isLive() && seenMs >= sureUntilMs) {
            probe();
        }
        act();
        if (confirmed < said && ticks % 5 == 0) {
            tell();
        }
    }

    private void onSnapshot(Snapshot snapshot) {
        onTime();
        agents = snapshot.agents();
        agentPlans = snapshot.obeyed();
        obey(snapshot.plan());
        act();
    }

    private void onRead(long askedMs, Snapshot snapshot) {
        onTime();
        if (snapshot.plan().plan.number() >= obeyed.plan.number()) {
            sureUntilMs = Math.max(sureUntilMs, askedMs + leaseMs);
            if (seenMs < sureUntilMs) {
                graced = false;
                graceUntilMs = seenMs;
                doubtful = new boolean[addresses];
                wasLive = true;
            }
        }
        act();
    }

    void onBeat(SimCoordinator from, boolean contact, Plan known) {
        onTime();
        boolean current = known.epoch() == obeyed.plan.epoch() && known.number() == obeyed.plan.number();
        boolean counts = seenMs >= graceUntilMs;
        if (contact) {
            heard = known.isAfter(heard) ? known : heard;
            if (current && counts && !heard.isAfter(obeyed.plan)) {
                sureUntilMs = seenMs + leaseMs;
            } else if (known.isAfter(obeyed.plan)) {
                client.read(this::onRead);
            }
        } else if (from.site == ground.topology().datacenterOfHost(host.number)
                && counts
                && !heard.isAfter(obeyed.plan)
                && !known.isAfter(obeyed.plan)) {
            loneUntilMs = seenMs + leaseMs;
        }
        wasLive |= isLive();
    }

    private void obey(SimPlan next) {
        if (!world.doctrine().follows(obeyed.plan, next.plan)) {
            return;
        }
        world.invariants().onObeyed(host.id, obeyed.plan, next.plan);
        long now = clockMs();
        for (int address = 0; address < addresses; address++) {
            Ownership before = obeyed.ownership(address);
            Ownership after = next.ownership(address);
            if (!after.equals(before)) {
                suspect(address, before.owner(), next.plan, now + leaseMs);
                suspect(address, after.previous(), next.plan, now + Math.max(0, leaseMs - after.silentMs()));
            }
            if (after.owner() != null) {
                suspects[address].remove(after.owner());
            }
        }
        obeyed = next;
        tell();
    }

    private void suspect(int address, NodeId node, Plan since, long freeAtMs) {
        if (node != null) {
            suspects[address].put(node, new Suspect(since, freeAtMs));
        }
    }

    private void onTime() {
        long now = clockMs();
        long untilMs = Math.max(sureUntilMs, loneUntilMs);
        if (!graced && now - seenMs > 250 && seenMs < untilMs && now >= untilMs) {
            graced = true;
            graceUntilMs = now + GRACE_MS;
        }
        seenMs = now;
        missedMs = heard.isAfter(obeyed.plan) ? now : missedMs;
        if (wasLive && !isLive()) {
            wasLive = false;
            for (int address = 0; address < addresses; address++) {
                doubtful[address] = true;
            }
            world.invariants().onLapse(host, now - missedMs < leaseMs + 300);
        }
    }

    private boolean isLive() {
        return seenMs < sureUntilMs || seenMs < loneUntilMs || seenMs < graceUntilMs;
    }

    /** Takes and gives up what is to be. */
    private void act() {
        boolean changed = false;
        for (int address = 0; address < addresses; address++) {
            boolean found = obeyed.plan.number() == 0 && host.has(address);
            boolean mine =
                    (found || host.id.equals(obeyed.ownership(address).owner())) && isLive() && !doubtful[address];
            if (mine != host.has(address) && (!mine || isFree(address))) {
                host.put(address, mine);
                changed = true;
            }
        }
        if (changed) {
            tell();
        }
    }

    private boolean isFree(int address) {
        String name = ground.topology().addresses().get(address);
        suspects[address].entrySet().removeIf(entry -> {
            AgentRecord record = agents.get(entry.getKey());
            Plan obeyedThere = agentPlans.getOrDefault(entry.getKey(), Plan.NONE);
            boolean letGo = record != null
                    && !entry.getValue().since().isAfter(obeyedThere)
                    && !record.held().contains(name);
            return letGo || seenMs >= entry.getValue().freeAtMs();
        });
        return suspects[address].isEmpty();
    }

    /** Asks the network who else has what is ours: an answer ends our having it, none ends the doubt. */
    private void probe() {
        for (int address = 0; address < addresses; address++) {
            if (host.id.equals(obeyed.ownership(address).owner())) {
                doubtful[address] = isAnsweredByAnother(address);
            }
        }
    }

    private boolean isAnsweredByAnother(int address) {
        for (int other = 0; other < ground.topology().hosts().size(); other++) {
            if (other != host.number
                    && world.host(other).isUp()
                    && world.host(other).has(address)
                    && ground.network().linked(other, host.number)) {
                return true;
            }
        }
        return false;
    }

    private void tell() {
        TreeSet<String> held = new TreeSet<>();
        for (int address = 0; address < addresses; address++) {
            if (host.has(address)) {
                held.add(ground.topology().addresses().get(address));
            }
        }
        Plan plan = obeyed.plan;
        AgentRecord record = new AgentRecord(host.id, "h:3", held, plan.epoch(), plan.number());
        int number = ++said;
        client.request(
                in -> {
                    world.ensemble().put(in, record, plan);
                    return number;
                },
                done -> confirmed = number);
    }

    private long clockMs() {
        return ground.network().clockMs(process.machine, ground.clockwork().nowMs());
    }
}
