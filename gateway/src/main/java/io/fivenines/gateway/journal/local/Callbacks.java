package io.fivenines.gateway.journal.local;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.concurrent.RejectedExecutionException;

/** Runs what others gave the journal to run, so that their mistakes do not stop the journal. */
final class Callbacks {
    private final UncaughtExceptionHandler handler;

    Callbacks(UncaughtExceptionHandler handler) {
        this.handler = handler;
    }

    void run(Runnable task) {
        try {
            task.run();
        } catch (RejectedExecutionException e) {
            // The usual callback hands over to an event loop. One that is shut down refuses: nobody waits any more.
        } catch (RuntimeException e) {
            handler.uncaughtException(Thread.currentThread(), e);
        }
    }
}
