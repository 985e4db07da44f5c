package io.fivenines.gateway.journal.local;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Wakes one thread; a ring while it is busy is not forgotten. */
final class Bell {
    private final AtomicBoolean rung = new AtomicBoolean();
    private volatile Thread sleeper;

    void ring() {
        // Own state and not only the thread's permit: any lock the thread waits for in between may use that up.
        if (!rung.getAndSet(true)) {
            LockSupport.unpark(sleeper);
        }
    }

    /** Waits for a ring, or for that long. Only one thread may do so. */
    void await(long nanos) {
        sleeper = Thread.currentThread();
        if (!rung.get()) {
            LockSupport.parkNanos(this, nanos);
        }
        rung.set(false);
    }
}
