package io.fivenines.coordinator.plan;

import io.fivenines.coordinator.cluster.AgentRecord;
import io.fivenines.coordinator.cluster.Light;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.Ownership;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.cluster.Target;
import io.fivenines.coordinator.health.HealthView;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a coordinator remembers by its own clock. Each keeps it from the first plan it sees, leader or not, so that a
 * new leader holds down what the old one moved. Who has just come counts what it finds as moved at that moment: it
 * cannot know better, and another's clock does not tell.
 *
 * @param movedMs address or endpoint to when it was last seen to move
 * @param greenSinceMs node or datacenter to when it became green; absent if it is not
 * @param gatheredMs datacenter to when the set of its green nodes last changed
 * @param missingSinceMs address to since when its owner's agent does not list it; absent if it does
 */
public record History(
        Map<String, Long> movedMs,
        Map<String, Long> greenSinceMs,
        Map<String, Long> gatheredMs,
        Map<String, Long> missingSinceMs) {
    public static final History NONE = new History(Map.of(), Map.of(), Map.of(), Map.of());

    public History {
        movedMs = Collections.unmodifiableSortedMap(new TreeMap<>(movedMs));
        greenSinceMs = Collections.unmodifiableSortedMap(new TreeMap<>(greenSinceMs));
        gatheredMs = Collections.unmodifiableSortedMap(new TreeMap<>(gatheredMs));
        missingSinceMs = Collections.unmodifiableSortedMap(new TreeMap<>(missingSinceMs));
    }

    /** Before any other plan was seen, not even that there is none: how long all has been so cannot be known. */
    History withFirstPlan(Plan found, long nowMs) {
        Map<String, Long> moved = new TreeMap<>();
        found.addresses().keySet().forEach(address -> moved.put(address, nowMs));
        found.endpoints().keySet().forEach(endpoint -> moved.put(endpoint, nowMs));
        return new History(moved, greenSinceMs, gatheredMs, missingSinceMs);
    }

    /** After the plan became another. What nobody had, or pointed nowhere, has not moved when that changes. */
    History withPlan(Plan before, Plan after, long nowMs) {
        Map<String, Long> moved = new TreeMap<>(movedMs);
        moved.keySet()
                .removeIf(subject -> !after.addresses().containsKey(subject)
                        && !after.endpoints().containsKey(subject));
        after.addresses().forEach((address, ownership) -> {
            Ownership old = before.addresses().get(address);
            boolean fresh = old == null || old.owner() == null && old.previous() == null;
            if (!fresh && !Objects.equals(old.owner(), ownership.owner())) {
                moved.put(address, nowMs);
            }
        });
        after.endpoints().forEach((endpoint, target) -> {
            Target old = before.endpoints().get(endpoint);
            if (old != null && !old.datacenter().equals(target.datacenter())) {
                moved.put(endpoint, nowMs);
            }
        });
        return new History(moved, greenSinceMs, gatheredMs, missingSinceMs);
    }

    /** After a look at how things are; this same one if none became green or stopped being so. */
    History withHealth(HealthView health, Collection<NodeId> nodes, Collection<String> datacenters, long nowMs) {
        Map<String, Long> green = new TreeMap<>(greenSinceMs);
        Map<String, Long> gathered = new TreeMap<>(gatheredMs);
        boolean changed = false;
        for (String datacenter : datacenters) {
            changed |= note(green, datacenter, health.datacenter(datacenter) == Light.GREEN, nowMs);
            changed |= gathered.putIfAbsent(datacenter, nowMs) == null;
        }
        for (NodeId node : nodes) {
            if (note(green, node.toString(), health.node(node) == Light.GREEN, nowMs)) {
                gathered.put(node.datacenter(), nowMs);
                changed = true;
            }
        }
        return changed ? new History(movedMs, green, gathered, missingSinceMs) : this;
    }

    /** After a look at what agents say they have; this same one if none took or lost an address. */
    History withAgents(Plan plan, Map<NodeId, AgentRecord> agents, long nowMs) {
        Map<String, Long> missing = new TreeMap<>(missingSinceMs);
        boolean changed = missing.keySet().retainAll(plan.addresses().keySet());
        for (Map.Entry<String, Ownership> entry : plan.addresses().entrySet()) {
            NodeId owner = entry.getValue().owner();
            AgentRecord agent = owner == null ? null : agents.get(owner);
            boolean isMissing = agent != null && !agent.held().contains(entry.getKey());
            changed |= note(missing, entry.getKey(), isMissing, nowMs);
        }
        return changed ? new History(movedMs, greenSinceMs, gatheredMs, missing) : this;
    }

    /** Notes since when it is so, or that it is not; answers whether that has changed. */
    private static boolean note(Map<String, Long> sinceMs, String subject, boolean isSo, long nowMs) {
        return isSo ? sinceMs.putIfAbsent(subject, nowMs) == null : sinceMs.remove(subject) != null;
    }

    /** For how long the owner's agent has not had the address although it should; 0 if it has it. */
    long missingForMs(String address, long nowMs) {
        Long since = missingSinceMs.get(address);
        return since == null ? 0 : Math.min(nowMs - since, sinceMovedMs(address, nowMs));
    }

    /** How long ago it moved; very long if that was never seen. */
    long sinceMovedMs(String subject, long nowMs) {
        Long moved = movedMs.get(subject);
        return moved == null ? Long.MAX_VALUE : nowMs - moved;
    }

    /** For how long that node or datacenter has been green; 0 if it is not. */
    long greenForMs(String subject, long nowMs) {
        Long since = greenSinceMs.get(subject);
        return since == null ? 0 : nowMs - since;
    }

    /** For how long the good nodes of a datacenter have been the same. */
    long gatheredForMs(String datacenter, long nowMs) {
        Long since = gatheredMs.get(datacenter);
        return since == null ? 0 : nowMs - since;
    }

    /** How long ago anything moved at all. */
    long sinceAnythingMovedMs(long nowMs) {
        long least = Long.MAX_VALUE;
        for (long moved : movedMs.values()) {
            least = Math.min(least, nowMs - moved);
        }
        return least;
    }
}
