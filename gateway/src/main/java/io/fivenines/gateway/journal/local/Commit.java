package io.fivenines.gateway.journal.local;

import io.fivenines.gateway.journal.Claim;
import io.fivenines.gateway.journal.Completion;
import java.nio.ByteBuffer;
import java.util.Objects;

/** A claim on its way to the disk, and who waits for it. */
record Commit(Claim claim, ByteBuffer content, Completion done) {
    Commit {
        Objects.requireNonNull(content);
        Objects.requireNonNull(done);
    }

    /** On the caller's thread, so that a mistake with the claim is its own and not the writer's. */
    static Commit of(Claim claim, Completion done) {
        return new Commit(claim, claim.handOver(), done);
    }

    /** How many bytes it needs on disk. */
    int bytes() {
        return claim.bytes();
    }

    void complete(long firstPosition) {
        claim.durableFrom(firstPosition);
        done.onDurable(claim);
    }
}
