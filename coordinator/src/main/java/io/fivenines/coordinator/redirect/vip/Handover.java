package io.fivenines.coordinator.redirect.vip;

import io.fivenines.coordinator.cluster.AgentRecord;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.Ownership;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Who may still have one address although it has been given to another, and until when. */
final class Handover {
    /**
     * @param since the plan that took it away
     * @param seenMs when that was read here
     * @param freeAtMs when its lease has run out for certain
     */
    private record Suspect(Edition since, long seenMs, long freeAtMs) {}

    private final VirtualAddress address;
    private final long leaseMs;
    private final long courtesyMs;
    private final Map<NodeId, Suspect> suspects = new HashMap<>();
    private Ownership current = new Ownership(null, null, 0);

    Handover(VirtualAddress address, LeaseConfig config) {
        this.address = address;
        leaseMs = config.length().plus(config.margin()).toMillis();
        courtesyMs = config.courtesy().toMillis();
    }

    /** Who is to have it, by a plan read now; a plan may have been missed between the last one and this. */
    void onPlan(Ownership next, Edition edition, long nowMs) {
        if (!next.equals(current)) {
            if (current.owner() != null) {
                suspects.put(current.owner(), new Suspect(edition, nowMs, nowMs + leaseMs));
            }
            if (next.previous() != null) {
                long freeAtMs = nowMs + Math.max(0, leaseMs - next.silentMs());
                suspects.put(next.previous(), new Suspect(edition, nowMs, freeAtMs));
            }
            current = next;
        }
        if (next.owner() != null) {
            suspects.remove(next.owner());
        }
    }

    NodeId owner() {
        return current.owner();
    }

    /** Whether nobody has it any more, given what the other agents say of themselves. */
    boolean isFree(Map<NodeId, AgentRecord> agents, AddressSet addresses, long nowMs) {
        suspects.entrySet()
                .removeIf(entry -> isCleared(entry.getValue(), agents.get(entry.getKey()), addresses, nowMs));
        return suspects.isEmpty();
    }

    /** An agent says of itself what it has. */
    void onTold(AgentRecord record, AddressSet addresses) {
        Suspect suspect = suspects.get(record.id());
        if (suspect != null && hasLetGo(suspect, record, addresses)) {
            suspects.remove(record.id());
        }
    }

    private boolean hasLetGo(Suspect suspect, AgentRecord record, AddressSet addresses) {
        return !suspect.since().isAfter(Edition.of(record)) && !lists(record.held(), addresses);
    }

    /** A record that is gone proves nothing: the session may have ended without the host. */
    private boolean isCleared(Suspect suspect, AgentRecord record, AddressSet addresses, long nowMs) {
        if (record == null) {
            return nowMs >= suspect.freeAtMs();
        }
        return hasLetGo(suspect, record, addresses)
                || nowMs >= suspect.freeAtMs() && nowMs >= suspect.seenMs() + courtesyMs;
    }

    private boolean lists(Set<String> held, AddressSet addresses) {
        return held.stream()
                .anyMatch(text -> addresses.named(text).filter(address::equals).isPresent());
    }
}
