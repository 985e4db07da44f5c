package io.fivenines.coordinator.uptime.probe;

import io.fivenines.coordinator.uptime.Subject;
import io.fivenines.coordinator.uptime.Verdict;
import java.io.IOException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has a tracker report again and again, looks after the prober's own network when it is not answered, tells gaps. */
final class HeldLine implements AutoCloseable {
    /** Threads that one needs: to report, to look, and to ask for names. */
    static final int THREADS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(HeldLine.class);

    private final Subject subject;
    private final LineConfig config;
    private final Tracker tracker;
    private final Customer customer;
    private final Surroundings around;
    private final Teller teller;
    private final Silence silence;
    private volatile String trouble = "";
    /** The time of day of the last acknowledgement. */
    private long dateMs;
    /** The same by the clock that only counts up. */
    private long dateAtMs;

    /** Takes what is to be kept, in order. */
    interface Teller {
        /**
         * A gap of the line, or a part of it.
         *
         * @param part by the time of day
         */
        void tell(Subject subject, Silence.Part part, String words);
    }

    HeldLine(Target target, ProbeConfig config, Customer customer, Surroundings around, Teller teller) {
        subject = target.subject();
        this.config = config.line();
        this.customer = customer;
        this.around = around;
        this.teller = teller;
        tracker = customer.tracker(target, config.line());
        silence = new Silence(config.line(), config.retryMs());
    }

    void begin(ScheduledExecutorService threads) {
        threads.execute(() -> hold(threads));
        threads.scheduleWithFixedDelay(this::look, config.lookMs(), config.lookMs(), TimeUnit.MILLISECONDS);
        threads.scheduleWithFixedDelay(this::lookUp, config.intervalMs(), config.intervalMs(), TimeUnit.MILLISECONDS);
    }

    private void hold(ScheduledExecutorService threads) {
        long beganMs = around.nowMs();
        long waitMs = config.pauseMs();
        try {
            tracker.report();
            onAcknowledged();
            waitMs = Math.max(0, beganMs + config.intervalMs() - around.nowMs());
        } catch (IOException e) {
            trouble = e.getMessage();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("target", subject).log("A line cannot be held");
        }
        threads.schedule(() -> hold(threads), waitMs, TimeUnit.MILLISECONDS);
    }

    private synchronized void onAcknowledged() {
        long nowMs = around.nowMs();
        silence.onAcknowledged(nowMs).forEach(this::tell);
        trouble = "";
        dateMs = around.clock().millis();
        dateAtMs = nowMs;
    }

    private void look() {
        try {
            if (isOverdue()) {
                onLooked(customer.isOnline(config.intervalMs()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("The own network cannot be looked at");
        }
    }

    private synchronized boolean isOverdue() {
        return silence.isOverdue(around.nowMs());
    }

    private synchronized void onLooked(boolean well) {
        silence.onLooked(around.nowMs(), well).forEach(this::tell);
    }

    private void lookUp() {
        try {
            tracker.lookUp();
        } catch (IOException e) {
            LOG.debug("Silent, which matters to who has to connect and not before", e);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("target", subject).log("Names cannot be looked up");
        }
    }

    private void tell(Silence.Part part) {
        String own = "the prober had no network, or did not run";
        String words = part.verdict() == Verdict.VOID ? own : trouble.isEmpty() ? "no acknowledgement" : trouble;
        LOG.atWarn()
                .addKeyValue("target", subject)
                .addKeyValue("verdict", part.verdict())
                .addKeyValue("ms", part.toMs() - part.fromMs())
                .log(part.open() ? "The line lasts without an acknowledgement: {}" : "The line had a gap: {}", words);
        teller.tell(
                subject, new Silence.Part(date(part.fromMs()), date(part.toMs()), part.verdict(), part.open()), words);
    }

    private long date(long ms) {
        return dateMs + ms - dateAtMs;
    }

    @Override
    public void close() {
        tracker.close();
    }
}
