package io.fivenines.coordinator.redirect.vip;

import io.fivenines.coordinator.cluster.AgentRecord;
import io.fivenines.coordinator.cluster.Beat;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.Ownership;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.cluster.Sorted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an agent wants: which virtual addresses its host should have now. Pure: it is told what happened and when, and
 * asked for what is to be done. One address goes these ways:
 *
 * <pre>
 * absent -> held     the plan gives it to us, the lease is live, nobody else may still have it, it is not doubtful
 * held   -> absent   a newer plan gives it away, the lease runs out, or another host answers for it
 * any    -> doubtful the process has just begun and did not find it, the lease ran out, or another host answered: only
 *                    reading the plan (somebody may have moved it meanwhile, and a beat may be an old one) or a probe
 *                    nobody answers ends the doubt
 * found  -> held     at the start: kept until the first plan says whose it is, or no plan came for too long
 * </pre>
 */
public final class Keeper {
    private static final Ownership NOBODY = new Ownership(null, null, 0);
    /** Why an address goes whose owner this host still is, as far as it knows. */
    static final String LAPSED = "the lease ran out";
    /** What could not be put there is tried again so much later. */
    private static final long RETRY_MS = 500;
    /** Anybody on the network may say so; who is not remembered is read. */
    private static final int TOLD_MAX = 1_000;

    private final NodeId self;
    private final AddressSet addresses;
    private final Lease lease;
    private final Map<VirtualAddress, Handover> handovers = new HashMap<>();
    private final Probes probes;
    private final Removals removals;
    private final Map<VirtualAddress, Long> triedMs = new HashMap<>();
    private final Set<VirtualAddress> inherited;
    private Set<VirtualAddress> found;
    private Map<NodeId, AgentRecord> agents = Map.of();
    private final Map<NodeId, AgentRecord> told = new HashMap<>();
    private Plan obeyed = Plan.NONE;
    private Edition heard = Edition.of(Plan.NONE);
    private boolean hasPlan;

    /** @param found which of the addresses the host has when this process starts */
    public Keeper(NodeId self, AddressSet addresses, LeaseConfig config, Set<VirtualAddress> found, long nowMs) {
        this.self = self;
        this.addresses = addresses;
        this.found = Set.copyOf(found);
        inherited = new HashSet<>(found);
        lease = new Lease(config, nowMs);
        probes = new Probes(config.probeEvery().toMillis());
        removals = new Removals(config.stopAfter().toMillis());
        for (VirtualAddress address : addresses.all()) {
            handovers.put(address, new Handover(address, config));
            if (!inherited.contains(address)) {
                probes.doubt(address);
            }
        }
    }

    /**
     * The plan was read.
     *
     * @param askedMs when: it may have changed since
     * @return whether it is obeyed; one older than another that was is not
     */
    public boolean onPlan(Plan plan, long askedMs, long nowMs) {
        onTime(nowMs);
        if (obeyed.isAfter(plan)) {
            return false;
        }
        follow(plan, nowMs);
        lease.onRead(askedMs);
        if (lease.isSure()) {
            probes.trustAll();
        }
        return true;
    }

    /** The plan became this one some time ago, and may have become another since: it is obeyed, and renews nothing. */
    public void onNews(Plan plan, long nowMs) {
        onTime(nowMs);
        follow(plan, nowMs);
    }

    private void follow(Plan plan, long nowMs) {
        if (!hasPlan || plan.isAfter(obeyed)) {
            obeyed = plan;
            hasPlan = true;
            inherited.clear();
            Map<VirtualAddress, Ownership> owners = new HashMap<>();
            plan.addresses()
                    .forEach((text, ownership) ->
                            addresses.named(text).ifPresent(address -> owners.put(address, ownership)));
            handovers.forEach((address, handover) ->
                    handover.onPlan(owners.getOrDefault(address, NOBODY), Edition.of(plan), nowMs));
        }
    }

    /** A coordinator spoke. Returns whether it knows a plan that is to be read at once. */
    public boolean onBeat(Beat beat, long nowMs) {
        onTime(nowMs);
        Edition said = Edition.of(beat);
        Edition own = Edition.of(obeyed);
        if (beat.contact()) {
            if (said.isAfter(heard)) {
                heard = said;
            }
            if (said.equals(own) && hasPlan && !heard.isAfter(own)) {
                lease.onBeat(true);
            }
            return said.isAfter(own);
        }
        boolean nothingMissed = !heard.isAfter(own) && (!hasPlan || !said.isAfter(own));
        if (beat.place().equals(self.datacenter()) && nothingMissed) {
            lease.onBeat(false);
        }
        return false;
    }

    /** What all agents say of themselves now. */
    public void onAgents(Map<NodeId, AgentRecord> records) {
        agents = Sorted.copy(records);
    }

    /** One of them said so itself, sooner than {@link #onAgents} will. */
    public void onTold(AgentRecord record) {
        if (told.size() < TOLD_MAX || told.containsKey(record.id())) {
            told.put(record.id(), record);
        }
    }

    /** Which of the addresses the host has now. */
    public void onFound(Set<VirtualAddress> addresses) {
        found = Set.copyOf(addresses);
    }

    /** A probe ended. */
    public void onProbed(VirtualAddress address, boolean answered) {
        probes.onProbed(address, answered);
    }

    /** What is to be done now, in this order; what failed comes again. */
    List<Deed> deeds(long nowMs) {
        onTime(nowMs);
        List<Deed> takes = new ArrayList<>();
        List<Deed> deeds = new ArrayList<>();
        for (VirtualAddress address : addresses.all()) {
            boolean may = owns(address) && lease.isLive() && !probes.isDoubtful(address);
            if (found.contains(address)) {
                triedMs.remove(address);
                if (!may) {
                    deeds.add(removals.next(address, objection(address), isAnothers(address), nowMs));
                    continue;
                }
            } else if (may && lease.isRenewed() && isFree(address, nowMs)) {
                take(address, nowMs).ifPresent(takes::add);
            }
            removals.forget(address);
        }
        deeds.addAll(takes);
        for (VirtualAddress address : addresses.all()) {
            if (lease.isRenewed() && owns(address) && probes.isDue(address, lease.isSure(), nowMs)) {
                deeds.add(new Deed.Probe(address));
            }
        }
        return deeds;
    }

    private boolean isFree(VirtualAddress address, long nowMs) {
        Handover handover = handovers.get(address);
        told.values().forEach(record -> handover.onTold(record, addresses));
        return handover.isFree(agents, addresses, nowMs);
    }

    private Optional<Deed> take(VirtualAddress address, long nowMs) {
        Long tried = triedMs.get(address);
        if (tried != null && nowMs - tried < RETRY_MS) {
            return Optional.empty();
        }
        triedMs.put(address, nowMs);
        return Optional.of(new Deed.Take(address, "plan " + Edition.of(obeyed) + ": " + obeyed.reason()));
    }

    private void onTime(long nowMs) {
        lease.onTime(nowMs);
        if (!lease.isLive()) {
            inherited.clear();
            probes.doubtAll(addresses.all());
        }
    }

    /** Why the host may not have it. */
    private String objection(VirtualAddress address) {
        if (!owns(address)) {
            NodeId owner = handovers.get(address).owner();
            return hasPlan
                    ? "plan " + Edition.of(obeyed) + " gives it to " + (owner == null ? "nobody" : owner)
                    : "no plan says whose it is";
        }
        return lease.isLive() ? "another host may have it: " + probes.cause(address) : LAPSED;
    }

    /** Whether another is to have it, by a plan that is not too old to go by. */
    private boolean isAnothers(VirtualAddress address) {
        return !owns(address) && handovers.get(address).owner() != null && lease.isLive();
    }

    private boolean owns(VirtualAddress address) {
        return hasPlan ? self.equals(handovers.get(address).owner()) : inherited.contains(address);
    }

    /** Whether what the host has is to stay there for another while. */
    boolean isRenewed() {
        return lease.isRenewed();
    }

    /** What is to be said of this agent now. */
    public AgentRecord record(String heartbeat) {
        return new AgentRecord(self, heartbeat, AddressSet.names(found), obeyed.epoch(), obeyed.number());
    }
}
