package io.fivenines.gateway.journal.local;

import io.fivenines.gateway.journal.Claim;
import io.fivenines.gateway.journal.Completion;
import java.util.Objects;

/** A claim on its way to the disk, and who waits for it. */
record Commit(Claim claim, Completion done) {
    Commit {
        Objects.requireNonNull(claim);
        Objects.requireNonNull(done);
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
