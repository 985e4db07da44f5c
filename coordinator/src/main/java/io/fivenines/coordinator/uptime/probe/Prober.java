package io.fivenines.coordinator.uptime.probe;

import io.fivenines.coordinator.uptime.Finding;
import io.fivenines.coordinator.uptime.Round;
import io.fivenines.coordinator.uptime.keep.RoundLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes rounds when they are due, keeps what they found, and has it brought to every hub. */
public final class Prober implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Prober.class);

    private final ProbeConfig config;
    private final Customer customer;
    private final Surroundings around;
    private final RoundLog log;
    private final List<Deliveries> deliveries = new ArrayList<>();
    private final ScheduledExecutorService threads;
    private long sequence;

    /** Opens what is kept, and begins; the targets' first rounds are spread over an interval. */
    public Prober(ProbeConfig config, Customer customer, Surroundings around) throws IOException {
        this.config = config;
        this.customer = customer;
        this.around = around;
        log = RoundLog.open(config.folder(), config.limits());
        try {
            log.read(RoundLog.Cursor.BEGINNING, (round, next) -> {
                sequence = Math.max(sequence, round.sequence());
                return true;
            });
        } catch (IOException | RuntimeException e) {
            log.close();
            throw e;
        }
        // A prober that has lost its disk goes on above all numbers it ever used.
        sequence = sequence == 0 ? around.clock().millis() : sequence;
        config.hubs().forEach(hub -> deliveries.add(new Deliveries(hub, config.location(), log)));
        threads = new ScheduledThreadPoolExecutor(
                config.targets().size(),
                task -> {
                    Thread made = new Thread(task, "probe");
                    made.setDaemon(true);
                    return made;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        begin();
    }

    private void begin() {
        int count = config.targets().size();
        for (int i = 0; i < count; i++) {
            long firstMs = around.nowMs() + (long) config.intervalMs() * i / count;
            Turns turns = new Turns(config.intervalMs(), config.retryMs(), firstMs);
            plan(config.targets().get(i), turns);
        }
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

    private synchronized void keep(Target target, Outcome outcome, long dateMs, long lengthMs) {
        Round round = new Round(
                config.location(),
                sequence + 1,
                target.subject(),
                dateMs,
                dateMs + lengthMs,
                outcome.verdict(),
                outcome.findings());
        try {
            log.append(List.of(round), around.clock().millis());
            log.prune(around.clock().millis());
            sequence++;
            deliveries.forEach(Deliveries::soon);
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("A round cannot be kept: its time will count as unknown");
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

    /** Stops; a round under way is not kept. */
    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        deliveries.forEach(Deliveries::close);
        log.close();
    }
}
