package io.fivenines.coordinator;

import io.fivenines.coordinator.cluster.Intent;
import io.fivenines.coordinator.cluster.Paths;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.cluster.RecordStore;
import io.fivenines.coordinator.cluster.VersionConflict;
import io.fivenines.coordinator.cluster.Versioned;
import io.fivenines.coordinator.elect.Leadership;
import io.fivenines.coordinator.plan.Navigator;
import io.fivenines.coordinator.plan.Proposal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Steers while this coordinator leads: writes what the navigator proposes, one plan after the other. A write names the
 * version it was based on and the leadership it was made under, so that a plan of who does not lead any more, or did
 * not know the newest, is refused by ZooKeeper. All on one thread.
 */
final class Helm {
    private static final Logger LOG = LoggerFactory.getLogger(Helm.class);

    /** Writes as the leader, or fails. */
    interface Pen {
        CompletableFuture<Integer> write(Leadership leadership, String path, Object record, int version);
    }

    private final Navigator navigator;
    private final Supplier<Optional<Leadership>> leadership;
    private final Pen pen;
    private final RecordStore store;
    private final Paths paths;
    private final Chronicle chronicle;
    private final Clocks clocks;
    private final Executor turn;
    private boolean writing;
    private boolean reading;

    /**
     * What time it is.
     *
     * @param nowMs only counts up
     * @param wallMs the time of day
     */
    record Clocks(LongSupplier nowMs, LongSupplier wallMs) {}

    /** What the helm reads and writes. */
    record Desk(Supplier<Optional<Leadership>> leadership, Pen pen, RecordStore store, Paths paths) {}

    Helm(Navigator navigator, Desk desk, Clocks clocks, Executor turn) {
        this.navigator = navigator;
        leadership = desk.leadership();
        pen = desk.pen();
        store = desk.store();
        paths = desk.paths();
        chronicle = new Chronicle(store, paths);
        this.clocks = clocks;
        this.turn = turn;
    }

    /** One look at everything. */
    void tick() {
        long nowMs = clocks.nowMs().getAsLong();
        Optional<Leadership> mine = leadership.get();
        if (mine.isEmpty()) {
            navigator.onTick(nowMs);
        } else if (!writing && !reading) {
            navigator
                    .propose(mine.get().epoch(), nowMs, clocks.wallMs().getAsLong())
                    .ifPresent(proposal -> write(mine.get(), proposal));
        }
    }

    private void write(Leadership mine, Proposal proposal) {
        writing = true;
        pen.write(mine, paths.plan(), proposal.plan(), proposal.version())
                .whenCompleteAsync((version, failed) -> onWritten(proposal, version, failed), turn);
    }

    private void onWritten(Proposal proposal, Integer version, Throwable failed) {
        writing = false;
        if (failed == null) {
            navigator.onPlan(proposal.plan(), version, clocks.nowMs().getAsLong());
            chronicle.keep(records(proposal));
        } else {
            Throwable cause = failed instanceof CompletionException ? failed.getCause() : failed;
            LOG.atInfo().addKeyValue("plan", proposal.plan().number()).log("Not written: {}", cause.getMessage());
            // It may have been written all the same: what ZooKeeper has now is what counts.
            read(cause instanceof VersionConflict);
        }
    }

    /** Reads the plan anew before anything else is proposed. */
    private void read(boolean conflict) {
        reading = true;
        store.readLatest(paths.plan(), Plan.class)
                .whenCompleteAsync((found, failed) -> onRead(found, failed, conflict), turn);
    }

    private void onRead(Optional<Versioned<Plan>> found, Throwable failed, boolean conflict) {
        reading = false;
        if (failed == null && found.isPresent()) {
            Versioned<Plan> plan = found.get();
            navigator.onPlan(plan.record(), plan.version(), clocks.nowMs().getAsLong());
        } else if (conflict) {
            LOG.warn("The plan was written by another and cannot be read");
        }
    }

    private List<StepRecord> records(Proposal proposal) {
        List<StepRecord> records = new ArrayList<>();
        long atMs = clocks.wallMs().getAsLong();
        for (int i = 0; i < proposal.steps().size(); i++) {
            Plan plan = proposal.plan();
            records.add(StepRecord.of(proposal.steps().get(i), plan.epoch(), plan.number(), i, atMs));
        }
        return records;
    }

    /** Takes away intents that have run out, unless prolonged meanwhile; only a leader does. */
    void expire(Collection<Versioned<Intent>> intents) {
        if (leadership.get().isPresent()) {
            long wallMs = clocks.wallMs().getAsLong();
            intents.stream()
                    .filter(intent -> intent.record().expiresMs() <= wallMs)
                    .forEach(intent -> store.remove(paths.intent(intent.record().id()), intent.version()));
        }
    }
}
