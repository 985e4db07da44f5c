package io.fivenines.testing;

import io.netty.buffer.ByteBufAllocator;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.List;
import java.util.function.Supplier;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Fails the run when its end still owes something: a buffer leaked by the last tests, which only a collection
 * shows, or an error logged after the test that caused it. A leak that shows earlier fails the test then running.
 */
public final class LeakWatch implements LauncherSessionListener {
    private static final int ROUNDS = 3;
    private static final long COLLECTION_TIMEOUT_MS = 10_000;

    private final Supplier<ErrorLog> log;

    public LeakWatch() {
        this(ErrorLog::ofThisRun);
    }

    LeakWatch(Supplier<ErrorLog> log) {
        this.log = log;
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        flush();
        List<String> errors = log.get().drain();
        if (!errors.isEmpty()) {
            throw new AssertionError("at the end of the test run: " + String.join("\n", errors));
        }
    }

    /** Has everything leaked so far logged. */
    static void flush() {
        for (int round = 0; round < ROUNDS; round++) {
            awaitCollection();
            // Netty reports what was collected when it next tracks a buffer.
            ByteBufAllocator.DEFAULT.buffer(1).release();
        }
    }

    private static void awaitCollection() {
        ReferenceQueue<Object> collected = new ReferenceQueue<>();
        Reference<Object> canary = new PhantomReference<>(new Object(), collected);
        System.gc();
        try {
            if (collected.remove(COLLECTION_TIMEOUT_MS) != canary) {
                throw new AssertionError("no collection within " + COLLECTION_TIMEOUT_MS + " ms: leaks cannot show");
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting for a collection", e);
        }
    }
}
