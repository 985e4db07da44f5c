package io.fivenines.gateway.connection;

import io.fivenines.gateway.journal.Claim;
import io.fivenines.gateway.journal.Completion;

/** A claim being filled or on its way to the disk, with the replies that wait for it. Used again. */
final class Batch implements Completion, Runnable {
    final HeldReplies held = new HeldReplies();
    private final Lane lane;
    private Claim claim;
    private long committedNanos;

    Batch(Lane lane) {
        this.lane = lane;
    }

    Batch over(Claim claim) {
        this.claim = claim;
        return this;
    }

    Claim claim() {
        return claim;
    }

    void committed(long nanos) {
        committedNanos = nanos;
    }

    /** When it was handed over, of the lane's clock in nanoseconds. */
    long committedNanos() {
        return committedNanos;
    }

    @Override
    public void onDurable(Claim durable) {
        lane.execute(this);
    }

    @Override
    public void run() {
        lane.durable(this);
    }

    void clear() {
        held.clear();
        claim = null;
    }
}
