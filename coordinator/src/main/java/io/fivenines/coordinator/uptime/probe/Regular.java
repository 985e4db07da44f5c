package io.fivenines.coordinator.uptime.probe;

import io.fivenines.coordinator.uptime.Finding;
import io.fivenines.coordinator.uptime.Step;
import io.fivenines.coordinator.uptime.Subject;
import io.fivenines.coordinator.uptime.Verdict;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A customer with trackers, an API client and patience for so long and no longer. */
public final class Regular implements Customer {
    private static final Logger LOG = LoggerFactory.getLogger(Regular.class);

    private final Habits habits;
    private final OwnNetwork network;
    private final Surroundings around;
    private final ExecutorService executor;
    private final Map<Subject, Way> ways = new ConcurrentHashMap<>();
    private int turn;

    /** What is remembered of a name's addresses. */
    private record Way(NameMemory memory, Itinerary itinerary) {}

    /**
     * How it goes about.
     *
     * @param references hosts that tell whether its own network is fine
     * @param byTurns whether a round tries one of the protocols, or all
     * @param stepMs what a step may take
     * @param roundMs what all may take together
     * @param intervalMs between rounds
     */
    public record Habits(
            Idents idents,
            List<InetSocketAddress> references,
            boolean byTurns,
            int stepMs,
            int roundMs,
            int intervalMs) {
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
        Way way = ways.computeIfAbsent(
                target.subject(), subject -> new Way(new NameMemory(), new Itinerary(habits.intervalMs())));
        Visit.Means means =
                new Visit.Means(ports(target), habits.idents(), way.memory(), way.itinerary(), api, habits.stepMs());
        try (Visit visit = new Visit(target, means, around)) {
            boolean well = look(Step.NETWORK, network::check, visit, endMs, findings);
            well = well && look(Step.NAMES, visit::names, visit, endMs, findings);
            well = well && look(Step.API, visit::api, visit, endMs, findings);
            well = well && look(Step.TRACKER, visit::tracker, visit, endMs, findings);
            well = well && look(Step.READBACK, visit::readBack, visit, endMs, findings);
            well = well && look(Step.COMMAND, visit::command, visit, endMs, findings);
            well = well && look(Step.FRESH, visit::fresh, visit, endMs, findings);
            Outcome outcome = well ? new Outcome(Verdict.CLEAN, findings) : failed(findings, visit);
            if (outcome.verdict() != Verdict.VOID) {
                way.itinerary().onRound(!well);
            }
            return outcome;
        }
    }

    @Override
    public Fleet fleet(Target target, LineConfig line, LineConfig program) {
        return new FieldFleet(target, habits.idents(), line, program, around, executor);
    }

    @Override
    public boolean isOnline(int limitMs) throws InterruptedException {
        try {
            new OwnNetwork(habits.references(), limitMs, executor).check();
            return true;
        } catch (IOException e) {
            LOG.debug("The own network is not there", e);
            return false;
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
