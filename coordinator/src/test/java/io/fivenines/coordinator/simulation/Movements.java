package io.fivenines.coordinator.simulation;

import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.Ownership;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.cluster.Target;
import io.fivenines.coordinator.plan.FailBack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What must hold of every movement: not too often, not without a cause, and not out of the last datacenter. */
final class Movements {
    /** An observation may be so old, and so long may a fault that is over be acted upon. */
    private static final long AFTERMATH_MS = 5_500;

    private final World.Ground ground;
    private final Reality reality;
    private final Map<String, Long> movedMs = new HashMap<>();

    Movements(World world, Reality reality) {
        ground = world.ground();
        this.reality = reality;
    }

    void onCommitted(Plan before, Plan after, boolean operated) {
        long now = ground.clockwork().nowMs();
        for (String address : ground.topology().addresses()) {
            Ownership from = before.addresses().get(address);
            Ownership to = after.addresses().get(address);
            NodeId owner = from == null ? null : from.owner();
            if (to == null ? owner != null : !Objects.equals(owner, to.owner())) {
                if (!operated) {
                    checkPace(address, ground.policy().addressHoldDownMs());
                    checkCause(address, owner, to == null ? null : to.owner(), before);
                }
                if (from != null && (owner != null || from.previous() != null)) {
                    movedMs.put(address, now);
                }
            }
        }
        for (String endpoint : ground.topology().layout().endpoints().keySet()) {
            Target from = before.endpoints().get(endpoint);
            Target to = after.endpoints().get(endpoint);
            if (from != null && (to == null || to.addresses().isEmpty())) {
                throw new Violation(endpoint + " points nowhere any more");
            }
            if (to != null && (from == null || !from.datacenter().equals(to.datacenter()))) {
                if (!operated) {
                    checkPace(endpoint, ground.policy().endpointHoldDownMs());
                    checkCause(endpoint, from, to);
                }
                if (from != null) {
                    movedMs.put(endpoint, now);
                }
            }
        }
    }

    private void checkPace(String subject, long holdDownMs) {
        Long last = movedMs.get(subject);
        long agoMs = last == null ? Long.MAX_VALUE : ground.clockwork().nowMs() - last;
        if (agoMs < holdDownMs * 99 / 100) {
            throw new Violation(
                    subject + " moves " + agoMs + " ms after it moved, less than its hold-down " + holdDownMs + " ms");
        }
    }

    private void checkCause(String address, NodeId from, NodeId to, Plan before) {
        if (from == null) {
            return;
        }
        long wellForMs = ground.clockwork().nowMs() - reality.hostBadMs(number(from));
        boolean spreads = ground.policy().failBack() == FailBack.PACED && count(before, from) - count(before, to) >= 2;
        if (wellForMs > AFTERMATH_MS && !spreads) {
            throw new Violation(
                    address + " moves away from " + from + ", which has been well for " + wellForMs + " ms");
        }
    }

    private void checkCause(String endpoint, Target from, Target to) {
        long deadForMs = reality.datacenterDeadForMs(number(to.datacenter()));
        if (deadForMs > AFTERMATH_MS) {
            throw new Violation(
                    endpoint + " points to " + to.datacenter() + ", which has been dead for " + deadForMs + " ms");
        }
        if (from == null) {
            return;
        }
        List<String> order = ground.topology().layout().endpoints().get(endpoint);
        boolean back = ground.policy().failBack() == FailBack.PACED
                && order.indexOf(to.datacenter()) < order.indexOf(from.datacenter());
        long wellForMs = ground.clockwork().nowMs() - reality.datacenterBadMs(number(from.datacenter()));
        if (wellForMs > AFTERMATH_MS + ground.policy().endpointHoldDownMs() && !back) {
            throw new Violation(
                    endpoint + " leaves " + from.datacenter() + ", which has been well for " + wellForMs + " ms");
        }
    }

    private static long count(Plan plan, NodeId node) {
        return plan.addresses().values().stream()
                .filter(ownership -> node != null && node.equals(ownership.owner()))
                .count();
    }

    private int number(NodeId node) {
        return ground.topology().hosts().indexOf(node);
    }

    private int number(String datacenter) {
        return ground.topology().sites().indexOf(datacenter);
    }
}
