package io.fivenines.coordinator.uptime.probe;

import io.fivenines.coordinator.uptime.Verdict;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has a tracker or a program exchange something again and again, and tells gaps. */
final class HeldLine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HeldLine.class);

    private final LineConfig config;
    private final Client client;
    private final Customer customer;
    private final Surroundings around;
    private final Teller teller;
    private final Silence silence;
    private volatile String trouble = "";
    /** The time of day of the last acknowledgement. */
    private long dateMs;
    /** The same by the clock that only counts up. */
    private long dateAtMs;

    private volatile boolean closed;

    /** Takes what is to be kept, in order. */
    interface Teller {
        /**
         * A gap of a line, or a part of it.
         *
         * @param part by the time of day
         */
        void tell(Silence.Part part, String words);
    }

    /** @param tellMs a gap that lasts is told in parts of about this length */
    HeldLine(Client client, LineConfig config, long tellMs, Customer customer, Surroundings around, Teller teller) {
        this.client = client;
        this.config = config;
        this.customer = customer;
        this.around = around;
        this.teller = teller;
        silence = new Silence(config, tellMs);
    }

    /** Until it is closed. */
    void hold() {
        try {
            while (!closed) {
                once();
            }
        } catch (InterruptedException e) {
            LOG.debug("The prober stops", e);
        }
    }

    private void once() throws InterruptedException {
        long beganMs = around.nowMs();
        int waitMs = config.pauseMs();
        try {
            waitMs = exchange(beganMs);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("A line cannot be held");
        }
        around.pause().ms(Math.max(0, beganMs + waitMs - around.nowMs()));
    }

    /** Until how long after its beginning there is no reason to try again. */
    private int exchange(long beganMs) throws InterruptedException {
        boolean standing = client.isConnected();
        try {
            client.exchange();
        } catch (IOException e) {
            trouble = e.getMessage();
            onFailed(around.nowMs() - beganMs, standing);
            return standing ? 0 : config.pauseMs();
        }
        onAcknowledged();
        int restMs = (int) Math.max(1, beganMs + config.intervalMs() - around.nowMs());
        if (client.lasts(restMs)) {
            return config.intervalMs();
        }
        onEnded();
        return config.pauseMs();
    }

    private synchronized void onEnded() {
        silence.onEnded(around.nowMs());
    }

    private synchronized void onAcknowledged() {
        long nowMs = around.nowMs();
        silence.onAcknowledged(nowMs).forEach(this::tell);
        trouble = "";
        dateMs = around.clock().millis();
        dateAtMs = nowMs;
    }

    private void onFailed(long tookMs, boolean standing) throws InterruptedException {
        boolean first;
        synchronized (this) {
            first = silence.onFailed(around.nowMs(), tookMs, standing);
        }
        if (first && !closed) {
            onLooked(customer.isOnline(config.intervalMs()));
        }
    }

    /** Whether the prober's own network is to be looked at. */
    synchronized boolean isOverdue() {
        return silence.isOverdue(around.nowMs());
    }

    /** It was, and was there or not. */
    synchronized void onLooked(boolean well) {
        silence.onLooked(around.nowMs(), well).forEach(this::tell);
    }

    private void tell(Silence.Part part) {
        String own = "the prober had no network, or did not run";
        String words = part.verdict() == Verdict.VOID ? own : trouble.isEmpty() ? "no acknowledgement" : trouble;
        teller.tell(new Silence.Part(date(part.fromMs()), date(part.toMs()), part.verdict(), part.open()), words);
    }

    private long date(long ms) {
        return dateMs + ms - dateAtMs;
    }

    @Override
    public void close() {
        closed = true;
        client.close();
    }
}
