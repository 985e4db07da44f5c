package io.fivenines.coordinator.redirect;

import io.fivenines.coordinator.cluster.Plan;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one director at the newest plan: gives it that at once, again after a failure, and now and then although it
 * went well. Each has its own, so that one whose tool hangs holds up nobody else.
 */
public final class Steering {
    private static final Logger LOG = LoggerFactory.getLogger(Steering.class);

    private final TrafficDirector director;
    private final Patience patience;
    private final Agenda agenda;
    private Plan wanted;
    private long turn;
    private int failures;
    private String complaint = "";
    private long refused;

    /** @param agenda whose thread nobody else needs: the director may hold it up */
    public Steering(TrafficDirector director, Patience patience, Agenda agenda) {
        this.director = director;
        this.patience = patience;
        this.agenda = agenda;
        wanted = director.obeyed();
    }

    /** Any thread, never waits. A plan older than one it had is refused, the same one again is nothing new. */
    public synchronized void onPlan(Plan plan) {
        if (wanted.isAfter(plan)) {
            refused++;
            LOG.warn(
                    "{} refuses plan {} of epoch {}, which is older than {} of epoch {}",
                    director.name(),
                    plan.number(),
                    plan.epoch(),
                    wanted.number(),
                    wanted.epoch());
        } else if (plan.isAfter(wanted)) {
            wanted = plan;
            tryAfter(Duration.ZERO);
        }
    }

    /** Has the director look again now, as something it reads besides the plan has changed. Any thread. */
    public synchronized void onChange() {
        tryAfter(Duration.ZERO);
    }

    public synchronized Standing standing() {
        Plan obeyed = director.obeyed();
        return new Standing(
                director.name(), wanted.number(), obeyed.epoch(), obeyed.number(), failures, complaint, refused);
    }

    /** Replaces the try that is planned, if any. */
    private void tryAfter(Duration delay) {
        long mine = ++turn;
        agenda.after(delay, () -> steer(mine));
    }

    private void steer(long mine) {
        Plan plan = planOf(mine);
        if (plan == null) {
            return;
        }
        String failed = "";
        try {
            director.obey(plan);
        } catch (IOException e) {
            failed = String.valueOf(e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("{} failed on plan {}", director.name(), plan.number(), e);
            failed = e.toString();
        }
        afterwards(mine, plan, failed);
    }

    /** Null if there is nothing to do, or another try has taken this one's place. */
    private synchronized Plan planOf(long mine) {
        return mine == turn && wanted.number() > 0 ? wanted : null;
    }

    private synchronized void afterwards(long mine, Plan plan, String failed) {
        note(plan, failed);
        if (mine != turn) {
            return;
        }
        if (failures > 0) {
            tryAfter(patience.after(failures));
        } else if (!patience.refresh().isZero()) {
            tryAfter(patience.refresh());
        }
    }

    private void note(Plan plan, String failed) {
        complaint = failed;
        if (!failed.isEmpty()) {
            failures++;
            LOG.warn("{} has not obeyed plan {}, try {}: {}", director.name(), plan.number(), failures, failed);
        } else if (failures > 0) {
            LOG.info("{} has obeyed plan {} after {} failures", director.name(), plan.number(), failures);
            failures = 0;
        }
    }
}
