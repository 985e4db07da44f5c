package io.fivenines.gateway.journal;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.concurrent.RejectedExecutionException;

/** For engines: runs what others gave the journal to run, so that their mistakes do not stop the journal. */
public final class Callbacks {
    private final UncaughtExceptionHandler handler;

    /** @param handler told of what they throw */
    public Callbacks(UncaughtExceptionHandler handler) {
        this.handler = handler;
    }

    /** Runs one, whatever it throws. */
    public void run(Runnable task) {
        try {
            task.run();
        } catch (RejectedExecutionException e) {
            // The usual callback hands over to an event loop. One that is shut down refuses: nobody waits any more.
        } catch (RuntimeException e) {
            handler.uncaughtException(Thread.currentThread(), e);
        }
    }
}
