package io.fivenines.benchmarks.load;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waiting for another process or for time itself, where no event could wake us. */
public final class Pause {
    private static final long STEP_MS = 20;
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private Pause() {}

    public static void ms(long ms) throws InterruptedException {
        // Nobody counts it down: this is the wait itself.
        if (NEVER.await(ms, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("the latch of all pauses was opened");
        }
    }

    /** Returns whether it became true in time. */
    public static boolean until(BooleanSupplier condition, int seconds) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            ms(STEP_MS);
        }
        return true;
    }
}
