package io.fivenines.gateway.connection;

import io.fivenines.gateway.journal.Claim;
import io.fivenines.gateway.journal.Completion;

/** A claim being filled or on its way to the disk, with the replies that wait for it. Used again. */
final class Batch implements Completion, Runnable {
    final HeldReplies held = new HeldReplies();
    private final Lane lane;
    private Claim claim;

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
