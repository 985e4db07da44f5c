package io.fivenines.gateway.journal;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Objects;

/**
 * The claims of one journal: made when first needed, used again ever after. Their number is the limit of what this
 * node holds in memory without having it on disk.
 */
public final class ClaimPool {
    private final int claims;
    private final int claimBytes;
    private final Runnable onReturn;
    private final ArrayDeque<Claim> idle;
    private int made;

    /** Makes no claim yet. {@code onReturn} runs on the thread that released one, after each release. */
    public ClaimPool(int claims, int claimBytes, Runnable onReturn) {
        if (claims < 1) {
            throw new IllegalArgumentException("claims " + claims + "; expected at least 1");
        }
        if (claimBytes < Entry.HEADER_BYTES + Entry.KEY_BYTES_MAX) {
            throw new IllegalArgumentException("claimBytes " + claimBytes + "; expected room for one entry, "
                    + (Entry.HEADER_BYTES + Entry.KEY_BYTES_MAX) + " at least");
        }
        this.claims = claims;
        this.claimBytes = claimBytes;
        this.onReturn = Objects.requireNonNull(onReturn);
        this.idle = new ArrayDeque<>(claims);
    }

    /** An empty claim, null if all are in use. */
    public synchronized Claim take() {
        // Last in, first out: under little load the same few stay warm and the others are never made.
        Claim claim = idle.pollLast();
        if (claim != null) {
            return claim.renew();
        }
        if (made == claims) {
            return null;
        }
        made++;
        return new Claim(ByteBuffer.allocateDirect(claimBytes), this::giveBack);
    }

    public synchronized boolean hasSpace() {
        return !idle.isEmpty() || made < claims;
    }

    public synchronized int inUse() {
        return made - idle.size();
    }

    private void giveBack(Claim claim) {
        synchronized (this) {
            idle.addLast(claim);
        }
        onReturn.run();
    }
}
