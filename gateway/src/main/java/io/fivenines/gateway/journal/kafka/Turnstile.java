package io.fivenines.gateway.journal.kafka;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs what it is given one after the other and in that order, on whichever thread comes first, and under no lock of
 * those who give it: they decide the order under theirs, and pass once they are out of it.
 */
final class Turnstile {
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger arrivals = new AtomicInteger();

    /** Puts a task behind those that are there; somebody has to {@link #pass} afterwards. */
    void add(Runnable task) {
        waiting.add(task);
    }

    /** Runs what waits; if another thread, or this one further up, is at it, that one runs it. */
    void pass() {
        if (waiting.isEmpty() || arrivals.getAndIncrement() > 0) {
            return;
        }
        int seen = 1;
        while (seen > 0) {
            for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
                task.run();
            }
            // Who came meanwhile may have come after the last look.
            seen = arrivals.addAndGet(-seen);
        }
    }

    /** Whether all it was given has been run to its end. */
    boolean isIdle() {
        return waiting.isEmpty() && arrivals.get() == 0;
    }
}
