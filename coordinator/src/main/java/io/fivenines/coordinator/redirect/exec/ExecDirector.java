package io.fivenines.coordinator.redirect.exec;

import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.cluster.Records;
import io.fivenines.coordinator.redirect.PlanFile;
import io.fivenines.coordinator.redirect.TrafficDirector;
import java.io.IOException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the command once for each change, and again until it succeeds. What it has done is kept on disk after each
 * success; a process that ends in between runs it again with the same id, so each change is done at least once.
 */
public final class ExecDirector implements TrafficDirector {
    private static final Logger LOG = LoggerFactory.getLogger(ExecDirector.class);

    private final TimedCommand command;
    private final PlanFile file;
    private volatile Plan done;

    /** @throws IOException if what is kept cannot be read */
    public ExecDirector(ExecConfig config, LongSupplier nanoTime) throws IOException {
        command = new TimedCommand(config.command(), config.timeLimit(), nanoTime);
        file = new PlanFile(config.planFile());
        done = file.read();
    }

    @Override
    public String name() {
        return "exec";
    }

    @Override
    public Plan obeyed() {
        return done;
    }

    @Override
    public void obey(Plan plan) throws IOException {
        if (!plan.isAfter(done)) {
            return;
        }
        IOException failure = null;
        for (Change change : Change.between(done, plan)) {
            try {
                run(change, plan);
            } catch (IOException e) {
                // The others are done all the same.
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
        keep(plan);
    }

    private void run(Change change, Plan plan) throws IOException {
        try {
            String said = command.run(Records.bytes(change));
            LOG.info("Change {} is done{}{}", change.id(), said.isEmpty() ? "" : ": ", said);
        } catch (IOException e) {
            throw new IOException("change " + change.id() + ": " + e.getMessage(), e);
        }
        keep(change.appliedTo(done, plan));
    }

    private void keep(Plan now) throws IOException {
        // Known first: if the disk is full, at least this process does not do it twice.
        done = now;
        file.write(now);
    }
}
