package io.fivenines.gateway.journal.kafka;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * When a shipment that this datacenter has is completed, in the order in which they come. For any thread; completions
 * run under no lock.
 *
 * <p>States and edges:
 *
 * <ul>
 *   <li><em>local</em>, for ever: at once, if nothing else is asked for.
 *   <li><em>both</em>, from the start: when the other datacenter has it too.
 *   <li><em>both to alone</em>: the oldest waits longer than the timeout; all that wait are completed.
 *   <li><em>alone</em>: at once, and counted.
 *   <li><em>alone to both</em>: the other datacenter has everything that was here no longer ago than half the timeout.
 * </ul>
 */
final class Acknowledging {
    private static final long[] NO_MARK = {};

    /** A shipment that waits, and since when. */
    private record Waiting(Shipment shipment, long sinceNanos) {}

    private final boolean asked;
    private final long timeoutNanos;
    private final Progress progress;
    private final LongSupplier nanos;
    private final Consumer<Runnable> callbacks;
    private final Runnable onSettled;
    private final Turnstile completions = new Turnstile();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private long[] mark = NO_MARK;
    private long markNanos;
    private volatile boolean both;
    private volatile long alone;
    private volatile boolean idle = true;

    /**
     * Nothing waits.
     *
     * @param asked whether to wait for the other datacenter at all
     * @param callbacks runs a completion, whatever it throws
     * @param onSettled told after completions
     */
    Acknowledging(
            boolean asked,
            long timeoutNanos,
            Progress progress,
            LongSupplier nanos,
            Consumer<Runnable> callbacks,
            Runnable onSettled) {
        this.asked = asked;
        this.both = asked;
        this.timeoutNanos = timeoutNanos;
        this.progress = progress;
        this.nanos = nanos;
        this.callbacks = callbacks;
        this.onSettled = onSettled;
    }

    /** This datacenter has all of it. */
    void onLocal(Shipment shipment) {
        progress.reached(shipment.behind());
        synchronized (this) {
            if (both) {
                waiting.add(new Waiting(shipment, nanos.getAsLong()));
                idle = false;
                settle();
            } else {
                alone += asked ? shipment.entries() : 0;
                complete(shipment);
            }
        }
        completions.pass();
    }

    private void complete(Shipment shipment) {
        completions.add(() -> callbacks.accept(shipment::complete));
    }

    /** The other datacenter has more than before, or time has passed. */
    void step() {
        if (asked) {
            decide();
            completions.pass();
        }
    }

    private synchronized void decide() {
        settle();
        long now = nanos.getAsLong();
        if (both && !waiting.isEmpty() && now - waiting.peek().sinceNanos() > timeoutNanos) {
            both = false;
            mark = NO_MARK;
            for (Waiting one : waiting) {
                alone += progress.isCopied(one.shipment().behind())
                        ? 0
                        : one.shipment().entries();
            }
            complete(waiting.size());
        } else if (!both) {
            recover(now);
        }
    }

    private void recover(long now) {
        if (mark == NO_MARK) {
            mark = progress.ends();
            markNanos = now;
        }
        if (progress.isCopied(mark)) {
            both = now - markNanos <= timeoutNanos / 2;
            mark = NO_MARK;
        }
    }

    private void settle() {
        int ready = 0;
        for (Waiting one : waiting) {
            if (!progress.isCopied(one.shipment().behind())) {
                break;
            }
            ready++;
        }
        complete(ready);
    }

    private void complete(int count) {
        for (int left = count; left > 0; left--) {
            complete(waiting.remove().shipment());
        }
        if (count > 0) {
            completions.add(onSettled);
            idle = waiting.isEmpty();
        }
    }

    /** Whether nothing waits, and every completion has run. */
    boolean isIdle() {
        return idle && completions.isIdle();
    }

    /** Whether somebody waits for news of the other datacenter. */
    boolean isCurious() {
        return !idle || (asked && !both);
    }

    /** Whether the other datacenter is waited for now. */
    boolean both() {
        return both;
    }

    /** Whether it is to be waited for. */
    boolean asked() {
        return asked;
    }

    /** Records completed without the other datacenter although asked otherwise. */
    long alone() {
        return alone;
    }
}
