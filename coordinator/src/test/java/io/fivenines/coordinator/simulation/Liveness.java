package io.fivenines.coordinator.simulation;

import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.cluster.Target;
import java.util.List;

/** What must not stay for long while enough coordinators and ZooKeeper are well: pointing at something dead. */
final class Liveness {
    /** Hold-down, detection, the end of a dead leader's session, and being passed over for not taking an address. */
    static final long BOUND_MS = 12_000;

    private final World world;
    private final World.Ground ground;
    private final Reality reality;
    private final long[] addressMs;
    private final long[] endpointMs;
    private boolean wasComplete;

    Liveness(World world, Reality reality) {
        this.world = world;
        ground = world.ground();
        this.reality = reality;
        addressMs = new long[ground.topology().addresses().size()];
        endpointMs = new long[ground.topology().layout().endpoints().size()];
    }

    void sample(boolean operated) {
        Plan plan = world.ensemble().state().plan();
        checkBeginning(plan);
        for (int address = 0; address < addressMs.length; address++) {
            addressMs[address] = !operated && isStuck(plan, address) ? addressMs[address] + Reality.SAMPLE_MS : 0;
            if (addressMs[address] > BOUND_MS) {
                throw new Violation(ground.topology().addresses().get(address) + " stays with a dead node although "
                        + "another could take it: " + plan);
            }
        }
        int endpoint = 0;
        for (var order : ground.topology().layout().endpoints().entrySet()) {
            Target target = plan.endpoints().get(order.getKey());
            boolean stuck = !operated && target != null && isStuck(order.getValue(), target);
            endpointMs[endpoint] = stuck ? endpointMs[endpoint] + Reality.SAMPLE_MS : 0;
            if (endpointMs[endpoint] > BOUND_MS) {
                throw new Violation(order.getKey() + " points to a dead datacenter although another is well: " + plan);
            }
            endpoint++;
        }
    }

    /** Before the first fault everything must be served, or nothing was tried at all. */
    private void checkBeginning(Plan plan) {
        if (wasComplete || ground.clockwork().nowMs() < Fault.FIRST_MS - 2 * Reality.SAMPLE_MS) {
            return;
        }
        wasComplete = true;
        for (int address = 0; address < addressMs.length; address++) {
            int number = address;
            if (world.hosts().stream().noneMatch(host -> host.serves(number))) {
                throw new Violation(
                        "nobody serves " + ground.topology().addresses().get(address) + " at first");
            }
        }
        if (plan.endpoints().size() != endpointMs.length) {
            throw new Violation("not every endpoint points anywhere at first: " + plan);
        }
    }

    private boolean isStuck(Plan plan, int address) {
        var ownership = plan.addresses().get(ground.topology().addresses().get(address));
        NodeId owner = ownership == null ? null : ownership.owner();
        if (owner == null) {
            return false;
        }
        SimHost has = world.host(ground.topology().hosts().indexOf(owner));
        if (!reality.isDead(has)) {
            return false;
        }
        long dead = world.hosts().stream().filter(reality::isDead).count();
        return dead * 2 <= world.hosts().size()
                && world.hostsOf(ground.topology().datacenterOfAddress(address)).stream()
                        .anyMatch(host -> host != has && reality.isFit(host));
    }

    private boolean isStuck(List<String> order, Target target) {
        int at = ground.topology().sites().indexOf(target.datacenter());
        if (reality.unreached(at, true) < 2) {
            return false;
        }
        for (String name : order) {
            int other = ground.topology().sites().indexOf(name);
            long reached = world.coordinators().stream()
                    .filter(coordinator -> reality.isInControl(coordinator) && world.isReached(coordinator.site, other))
                    .count();
            if (other != at && reached >= 2 && world.hostsOf(other).stream().anyMatch(reality::isFit)) {
                return true;
            }
        }
        return false;
    }
}
