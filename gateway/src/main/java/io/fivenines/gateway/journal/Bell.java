package io.fivenines.gateway.journal;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** For engines: wakes one thread; a ring while it is busy is not forgotten. */
public final class Bell {
    private final AtomicBoolean rung = new AtomicBoolean();
    private volatile Thread sleeper;

    /** Any thread may. */
    public void ring() {
        // Own state and not only the thread's permit: any lock the thread waits for in between may use that up.
        if (!rung.getAndSet(true)) {
            LockSupport.unpark(sleeper);
        }
    }

    /** Waits for a ring, or for that long. Only one thread may do so. */
    public void await(long nanos) {
        sleeper = Thread.currentThread();
        if (!rung.get()) {
            LockSupport.parkNanos(this, nanos);
        }
        rung.set(false);
    }
}
