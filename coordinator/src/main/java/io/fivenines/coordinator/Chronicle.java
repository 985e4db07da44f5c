package io.fivenines.coordinator;

import io.fivenines.coordinator.cluster.Paths;
import io.fivenines.coordinator.cluster.RecordStore;
import io.fivenines.coordinator.cluster.Versioned;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the newest steps in ZooKeeper, each with its reason, and drops the oldest. What it cannot keep it logs. */
final class Chronicle {
    static final int STEPS_MAX = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Chronicle.class);

    private final RecordStore store;
    private final Paths paths;

    Chronicle(RecordStore store, Paths paths) {
        this.store = store;
        this.paths = paths;
    }

    void keep(List<StepRecord> steps) {
        for (StepRecord step : steps) {
            LOG.atInfo()
                    .addKeyValue("epoch", step.epoch())
                    .addKeyValue("plan", step.plan())
                    .addKeyValue("subject", step.subject())
                    .log("{}: {}", step.kind(), step.reason());
            store.write(paths.steps() + "/" + step.name(), step, Versioned.NONE).whenComplete((version, failed) -> {
                if (failed != null) {
                    LOG.warn("A step was not kept: {}", failed.getMessage());
                }
            });
        }
        store.names(paths.steps()).thenAccept(this::trim);
    }

    private void trim(List<String> names) {
        names.stream()
                .sorted()
                .limit(Math.max(0, names.size() - STEPS_MAX))
                .forEach(name -> store.remove(paths.steps() + "/" + name));
    }
}
