package io.fivenines.coordinator.uptime.probe;

import io.fivenines.coordinator.uptime.Gap;
import io.fivenines.coordinator.uptime.Subject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A tracker's and a program's line to every address of a target: begins one where an address has none, asks for names,
 * and looks after the prober's own network while one of them is not answered.
 */
final class HeldLines implements AutoCloseable {
    /** Scheduled tasks that a target needs: to look, and to ask for names. */
    static final int TASKS = 2;

    private static final Logger LOG = LoggerFactory.getLogger(HeldLines.class);

    private final Subject subject;
    private final ProbeConfig config;
    private final Fleet fleet;
    private final Customer customer;
    private final Surroundings around;
    private final Teller teller;
    private final Map<Integer, HeldLine> lines = new ConcurrentSkipListMap<>();
    private final ExecutorService holders = Executors.newCachedThreadPool(task -> {
        Thread made = new Thread(task, "line");
        made.setDaemon(true);
        return made;
    });

    /** Takes what is to be kept, of each line in order. */
    interface Teller {
        /**
         * A gap of a line, or a part of it.
         *
         * @param line its number
         * @param part by the time of day
         */
        void tell(Subject subject, int line, Silence.Part part, String words);
    }

    HeldLines(Target target, ProbeConfig config, Customer customer, Surroundings around, Teller teller) {
        subject = target.subject();
        this.config = config;
        this.customer = customer;
        this.around = around;
        this.teller = teller;
        fleet = customer.fleet(target, config.line(), config.program());
    }

    void begin(ScheduledExecutorService threads) {
        int lookMs = config.line().lookMs();
        threads.scheduleWithFixedDelay(this::look, lookMs, lookMs, TimeUnit.MILLISECONDS);
        threads.scheduleWithFixedDelay(this::lookUp, 0, config.line().intervalMs(), TimeUnit.MILLISECONDS);
    }

    private void lookUp() {
        try {
            fleet.lookUp();
        } catch (IOException e) {
            LOG.debug("Silent, which matters to who has to connect and not before", e);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("target", subject).log("Names cannot be looked up");
        }
        try {
            hold();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("target", subject).log("A line cannot be begun; it is tried again");
        }
    }

    private synchronized void hold() {
        for (int i = 0; i < fleet.trackers(); i++) {
            hold(i, i, fleet::tracker, config.line());
        }
        for (int i = 0; i < fleet.programs(); i++) {
            hold(Gap.LINES_MAX + i, i, fleet::program, config.program());
        }
    }

    /** @param place among those of its kind */
    private void hold(int number, int place, IntFunction<Client> clients, LineConfig how) {
        if (!lines.containsKey(number) && !holders.isShutdown()) {
            HeldLine.Teller told = (part, words) -> tell(number, part, words);
            HeldLine line = new HeldLine(clients.apply(place), how, config.retryMs(), customer, around, told);
            lines.put(number, line);
            holders.execute(line::hold);
        }
    }

    private void tell(int number, Silence.Part part, String words) {
        LOG.atWarn()
                .addKeyValue("target", subject)
                .addKeyValue("line", number)
                .addKeyValue("verdict", part.verdict())
                .addKeyValue("ms", part.toMs() - part.fromMs())
                .log(part.open() ? "A line lasts without an acknowledgement: {}" : "A line had a gap: {}", words);
        teller.tell(subject, number, part, words);
    }

    private void look() {
        try {
            List<HeldLine> overdue =
                    lines.values().stream().filter(HeldLine::isOverdue).toList();
            if (!overdue.isEmpty()) {
                boolean well = customer.isOnline(config.line().intervalMs());
                overdue.forEach(line -> line.onLooked(well));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("The own network cannot be looked at");
        }
    }

    @Override
    public synchronized void close() {
        holders.shutdownNow();
        lines.values().forEach(HeldLine::close);
    }
}
