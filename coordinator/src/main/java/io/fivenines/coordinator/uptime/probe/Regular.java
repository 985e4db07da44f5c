package io.fivenines.coordinator.uptime.probe;

import io.fivenines.coordinator.uptime.Finding;
import io.fivenines.coordinator.uptime.Step;
import io.fivenines.coordinator.uptime.Verdict;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A customer with trackers, an API client and patience for so long and no longer. */
public final class Regular implements Customer {
    private final Habits habits;
    private final OwnNetwork network;
    private final Surroundings around;
    private final ExecutorService executor;
    private int turn;

    /**
     * How it goes about.
     *
     * @param references hosts that tell whether its own network is fine
     * @param byTurns whether a round tries one of the protocols, or all
     * @param stepMs what a step may take
     * @param roundMs what all may take together
     */
    public record Habits(Idents idents, List<InetSocketAddress> references, boolean byTurns, int stepMs, int roundMs) {
        public Habits {
            references = List.copyOf(references);
            if (stepMs < 100 || stepMs > 30_000 || roundMs < stepMs || roundMs > 60_000) {
                throw new IllegalArgumentException("stepLimit " + stepMs + " ms and roundLimit " + roundMs
                        + " ms, expected 100ms to 30s, and from that to 1m");
            }
        }
    }

    /** @param executor for what is waited for only so long */
    public Regular(Habits habits, Surroundings around, ExecutorService executor) {
        this.habits = habits;
        this.around = around;
        this.executor = executor;
        network = new OwnNetwork(habits.references(), habits.stepMs(), executor);
    }

    @Override
    public Outcome visit(Target target) {
        long endMs = around.nowMs() + habits.roundMs();
        Api api = new Api(executor, Duration.ofMillis(habits.stepMs()));
        List<Finding> findings = new ArrayList<>();
        try (Visit visit = new Visit(target, ports(target), habits.idents(), around, api, habits.stepMs())) {
            boolean well = look(Step.NETWORK, network::check, visit, endMs, findings);
            well = well && look(Step.NAMES, visit::names, visit, endMs, findings);
            well = well && look(Step.API, visit::api, visit, endMs, findings);
            well = well && look(Step.TRACKER, visit::tracker, visit, endMs, findings);
            well = well && look(Step.READBACK, visit::readBack, visit, endMs, findings);
            well = well && look(Step.COMMAND, visit::command, visit, endMs, findings);
            well = well && look(Step.FRESH, visit::fresh, visit, endMs, findings);
            return well ? new Outcome(Verdict.CLEAN, findings) : failed(findings, visit);
        }
    }

    private synchronized List<Target.Port> ports(Target target) {
        List<Target.Port> all = target.trackers();
        return habits.byTurns() ? List.of(all.get(Math.floorMod(turn++, all.size()))) : all;
    }

    /** A failure counts only if the prober's own network is there still, after it. */
    private Outcome failed(List<Finding> findings, Visit visit) {
        if (findings.get(findings.size() - 1).step() == Step.NETWORK) {
            return new Outcome(Verdict.VOID, findings);
        }
        List<Finding> again = new ArrayList<>();
        if (look(Step.NETWORK, network::check, visit, around.nowMs() + habits.stepMs(), again)) {
            return new Outcome(Verdict.FAILED, findings);
        }
        findings.set(0, again.get(0));
        return new Outcome(Verdict.VOID, findings);
    }

    /** Takes a step, but not for longer than it may; whether it went well. */
    private boolean look(Step step, Callable<String> deed, Visit visit, long endMs, List<Finding> findings) {
        long beganMs = around.nowMs();
        long limitMs = Math.min(habits.stepMs(), endMs - beganMs);
        Future<String> done = executor.submit(deed);
        String words;
        boolean well = false;
        try {
            words = done.get(Math.max(1, limitMs), TimeUnit.MILLISECONDS);
            well = true;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            words = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        } catch (TimeoutException e) {
            words = "no end after " + Math.max(1, limitMs) + " ms";
            done.cancel(true);
            visit.close();
        } catch (InterruptedException e) {
            words = "the prober stops";
            done.cancel(true);
            Thread.currentThread().interrupt();
        }
        findings.add(new Finding(step, well, (int) Math.max(0, around.nowMs() - beganMs), words));
        return well;
    }
}
