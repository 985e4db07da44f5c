package io.fivenines.coordinator.uptime.probe;

import io.fivenines.coordinator.uptime.Evidence;
import io.fivenines.coordinator.uptime.Finding;
import io.fivenines.coordinator.uptime.Gap;
import io.fivenines.coordinator.uptime.Round;
import io.fivenines.coordinator.uptime.Subject;
import io.fivenines.coordinator.uptime.Verdict;
import io.fivenines.coordinator.uptime.keep.RoundLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes rounds when they are due, holds lines between, keeps what they found, and has it brought to every hub. */
public final class Prober implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Prober.class);

    private final ProbeConfig config;
    private final Customer customer;
    private final Surroundings around;
    private final RoundLog log;
    private final List<Deliveries> deliveries = new ArrayList<>();
    private final List<HeldLines> lines = new ArrayList<>();
    private final ScheduledExecutorService threads;
    private final ScheduledExecutorService lineThreads;
    private long sequence;

    /** Opens what is kept, and begins. */
    public Prober(ProbeConfig config, Customer customer, Surroundings around) throws IOException {
        this.config = config;
        this.customer = customer;
        this.around = around;
        log = RoundLog.open(config.folder(), config.limits());
        Map<Subject, Map<Integer, Gap>> last = new TreeMap<>();
        try {
            log.read(RoundLog.Cursor.BEGINNING, (evidence, next) -> {
                sequence = Math.max(sequence, evidence.sequence());
                if (evidence instanceof Gap gap) {
                    last.computeIfAbsent(gap.subject(), subject -> new TreeMap<>())
                            .put(gap.line(), gap);
                }
                return true;
            });
        } catch (IOException | RuntimeException e) {
            log.close();
            throw e;
        }
        // A prober that has lost its disk goes on above all numbers it ever used.
        sequence = sequence == 0 ? around.clock().millis() : sequence;
        config.hubs().forEach(hub -> deliveries.add(new Deliveries(hub, config.location(), log::read, around.clock())));
        int targets = config.targets().size();
        threads = threads("probe", targets);
        lineThreads = threads("look", targets * HeldLines.TASKS);
        last.values().stream()
                .flatMap(gaps -> gaps.values().stream())
                .filter(Gap::open)
                .forEach(this::endOpen);
        begin();
    }

    private static ScheduledExecutorService threads(String name, int count) {
        return new ScheduledThreadPoolExecutor(
                count,
                task -> {
                    Thread made = new Thread(task, name);
                    made.setDaemon(true);
                    return made;
                },
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /** How a gap ended that lasted when the process ended, nobody has seen: it ends where it was last told. */
    private void endOpen(Gap gap) {
        Silence.Part end = new Silence.Part(gap.endedMs(), gap.endedMs(), Verdict.VOID, false);
        tell(gap.subject(), gap.line(), end, "the prober was started again");
    }

    private void begin() {
        for (int i = 0; i < config.targets().size(); i++) {
            long waitMs = Math.floorMod(config.phaseMs(i) - around.clock().millis(), config.intervalMs());
            long firstMs = around.nowMs() + waitMs;
            Turns turns = new Turns(config.intervalMs(), config.retryMs(), firstMs);
            plan(config.targets().get(i), turns);
            lines.add(new HeldLines(config.targets().get(i), config, customer, around, this::tell));
        }
        lines.forEach(line -> line.begin(lineThreads));
        deliveries.forEach(Deliveries::soon);
    }

    private void plan(Target target, Turns turns) {
        long waitMs = Math.max(0, turns.dueMs() - around.nowMs());
        threads.schedule(() -> probe(target, turns), waitMs, TimeUnit.MILLISECONDS);
    }

    private void probe(Target target, Turns turns) {
        try {
            OptionalLong downBefore = turns.downSinceMs();
            long dateMs = around.clock().millis();
            long beganMs = around.nowMs();
            Outcome outcome = customer.visit(target);
            long endedMs = Math.max(beganMs, around.nowMs());
            if (threads.isShutdown()) {
                return;
            }
            turns.onRound(outcome.verdict(), beganMs, endedMs, dateMs);
            keep(target, outcome, dateMs, endedMs - beganMs);
            tell(target, outcome, downBefore, turns.downSinceMs());
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("target", target.subject()).log("A round could not be made");
            turns.onUnmade(around.nowMs());
        }
        plan(target, turns);
    }

    private void keep(Target target, Outcome outcome, long dateMs, long lengthMs) {
        keep(number -> new Round(
                config.location(),
                number,
                target.subject(),
                dateMs,
                dateMs + lengthMs,
                outcome.verdict(),
                outcome.findings()));
    }

    /** A gap of a line, or a part of it. */
    private void tell(Subject subject, int line, Silence.Part part, String words) {
        keep(number -> new Gap(
                config.location(),
                number,
                subject,
                line,
                part.fromMs(),
                part.toMs(),
                part.verdict(),
                part.open(),
                words));
    }

    private synchronized void keep(LongFunction<Evidence> numbered) {
        if (lineThreads.isShutdown()) {
            return;
        }
        Evidence evidence = numbered.apply(sequence + 1);
        try {
            log.append(List.of(evidence), around.clock().millis());
            log.prune(around.clock().millis());
            sequence++;
            deliveries.forEach(Deliveries::soon);
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("What was found cannot be kept: its time may count as unknown");
        }
    }

    private static void tell(Target target, Outcome outcome, OptionalLong before, OptionalLong after) {
        String words = outcome.findings().stream()
                .filter(finding -> !finding.well())
                .findFirst()
                .map(Finding::toString)
                .orElse("");
        if (!words.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("target", target.subject())
                    .addKeyValue("verdict", outcome.verdict())
                    .log("{}", words);
        }
        if (before.isEmpty() && after.isPresent()) {
            LOG.atWarn()
                    .addKeyValue("target", target.subject())
                    .addKeyValue("since", after.getAsLong())
                    .log("It is down");
        } else if (before.isPresent() && after.isEmpty()) {
            LOG.atInfo()
                    .addKeyValue("target", target.subject())
                    .addKeyValue("since", before.getAsLong())
                    .log("It is up again");
        }
    }

    /** Stops; a round under way is not kept, nor the end of a gap that lasts. */
    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        lineThreads.shutdownNow();
        lines.forEach(HeldLines::close);
        deliveries.forEach(Deliveries::close);
        synchronized (this) {
            log.close();
        }
    }
}
