package io.fivenines.gateway.journal;

import java.util.Objects;

/**
 * The journal's state for an operator.
 *
 * @param writable false: nothing is acknowledged until this is true again
 * @param reason why not writable, or, while still writable, what will stop it soon; empty when all is well
 * @param claimsInFlight claims that callers hold or that are not durable yet
 * @param damagedExtents places found damaged since the start, by recovery or by a cursor
 */
public record JournalStatus(
        boolean writable,
        String reason,
        Promise promise,
        Extent extent,
        int claimsInFlight,
        long damagedExtents,
        Recovery recovery) {

    /**
     * What an acknowledgement stands for.
     *
     * @param words where a record is by then
     * @param weak whether that is less than what this node was asked to promise
     */
    public record Promise(String words, boolean weak) {
        public Promise {
            Objects.requireNonNull(words);
        }
    }

    /**
     * What the journal holds.
     *
     * @param first the oldest position that retention has left; of several parts, the sum of theirs
     * @param next the durable end, exclusive; of several parts, the sum of theirs
     * @param bytes what it takes up on this node's disk
     * @param segments how many files, or parts, the entries are in
     */
    public record Extent(long first, long next, long bytes, int segments) {
        public Extent {
            if (first < 0 || next < first) {
                throw new IllegalArgumentException(
                        "first " + first + ", next " + next + "; expected 0 <= first <= next");
            }
        }
    }

    public JournalStatus {
        Objects.requireNonNull(promise);
        Objects.requireNonNull(extent);
        Objects.requireNonNull(recovery);
        if (!writable && reason.isEmpty()) {
            throw new IllegalArgumentException("Not writable without a reason; expected words for an operator");
        }
    }

    public long first() {
        return extent.first();
    }

    public long next() {
        return extent.next();
    }

    public long bytes() {
        return extent.bytes();
    }

    public int segments() {
        return extent.segments();
    }
}
