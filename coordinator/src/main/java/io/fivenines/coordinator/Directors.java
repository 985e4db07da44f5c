package io.fivenines.coordinator;

import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.NodeRecord;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.cluster.Sorted;
import io.fivenines.coordinator.console.Obedience;
import io.fivenines.coordinator.redirect.Agenda;
import io.fivenines.coordinator.redirect.Patience;
import io.fivenines.coordinator.redirect.Steering;
import io.fivenines.coordinator.redirect.TrafficDirector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** This coordinator's directors, each on a thread of its own, so that one that fails or waits holds up no other. */
final class Directors implements AutoCloseable {
    private final List<Steering> steerings = new ArrayList<>();
    private final List<ScheduledExecutorService> threads = new ArrayList<>();
    private volatile Map<NodeId, NodeRecord> nodes = Map.of();

    void add(TrafficDirector director) {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "director-" + director.name());
            made.setDaemon(true);
            return made;
        });
        threads.add(thread);
        Agenda agenda = (delay, deed) -> {
            try {
                thread.schedule(deed, delay.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException closed) {
                // What this process does not do any more the next one will.
            }
        };
        steerings.add(new Steering(director, Patience.DEFAULT, agenda));
    }

    /** The gateways now registered; a director that reads them looks again when they have changed. Any thread. */
    void onNodes(Map<NodeId, NodeRecord> registered) {
        if (!registered.equals(nodes)) {
            nodes = Sorted.copy(registered);
            steerings.forEach(Steering::onChange);
        }
    }

    Map<NodeId, NodeRecord> nodes() {
        return nodes;
    }

    /** Any thread. */
    void onPlan(Plan plan) {
        steerings.forEach(steering -> steering.onPlan(plan));
    }

    /** How far each is, in the order they were added. Any thread. */
    List<Obedience> obedience() {
        return steerings.stream()
                .map(Steering::standing)
                .map(one -> new Obedience(
                        one.director(),
                        one.obeyedEpoch(),
                        one.obeyedNumber(),
                        one.failures(),
                        one.complaint(),
                        one.refused()))
                .toList();
    }

    @Override
    public void close() {
        threads.forEach(ScheduledExecutorService::shutdownNow);
    }
}
