package io.fivenines.coordinator.plan;

import io.fivenines.coordinator.cluster.Ownership;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.cluster.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A plan being changed, step by step. */
public final class Revision {
    private final Plan base;
    private final SortedMap<String, Ownership> addresses;
    private final SortedMap<String, Target> endpoints;
    private final List<Step> steps = new ArrayList<>();

    public Revision(Plan base) {
        this.base = base;
        addresses = new TreeMap<>(base.addresses());
        endpoints = new TreeMap<>(base.endpoints());
    }

    public void apply(Step step) {
        step.applyTo(this);
        steps.add(step);
    }

    /** Those applied so far, in order. */
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    /**
     * The plan after these steps.
     *
     * @param epoch of the leader that decided them
     * @param sinceMs its clock
     * @throws IllegalArgumentException if the base is a later leader's: an older one never acts
     */
    public Plan plan(long epoch, long sinceMs) {
        if (epoch < base.epoch()) {
            throw new IllegalArgumentException(
                    "epoch " + epoch + ", expected at least the plan's epoch " + base.epoch());
        }
        String reason = base.reason();
        for (Step step : steps) {
            reason = step.changesPlan() ? step.reason() : reason;
        }
        return new Plan(epoch, base.number() + 1, addresses, endpoints, reason, sinceMs);
    }

    SortedMap<String, Ownership> addresses() {
        return Collections.unmodifiableSortedMap(addresses);
    }

    SortedMap<String, Target> endpoints() {
        return Collections.unmodifiableSortedMap(endpoints);
    }

    void own(String address, Ownership ownership) {
        addresses.put(address, ownership);
    }

    void disown(String address) {
        addresses.remove(address);
    }

    void point(String endpoint, Target target) {
        endpoints.put(endpoint, target);
    }

    void forget(String endpoint) {
        endpoints.remove(endpoint);
    }
}
