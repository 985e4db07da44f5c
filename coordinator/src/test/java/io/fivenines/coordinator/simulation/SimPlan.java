package io.fivenines.coordinator.simulation;

import io.fivenines.coordinator.cluster.Ownership;
import io.fivenines.coordinator.cluster.Plan;

/** A plan, and its addresses' owners by number, which agents look at often. */
final class SimPlan {
    final Plan plan;
    private final Ownership[] ownerships;

    SimPlan(Plan plan, Topology topology) {
        this.plan = plan;
        ownerships = new Ownership[topology.addresses().size()];
        for (int i = 0; i < ownerships.length; i++) {
            Ownership ownership = plan.addresses().get(topology.addresses().get(i));
            ownerships[i] = ownership == null ? new Ownership(null, null, 0) : ownership;
        }
    }

    Ownership ownership(int address) {
        return ownerships[address];
    }
}
