package io.fivenines.gateway.journal;

import java.util.Objects;

/**
 * The journal's state for an operator.
 *
 * @param writable false: nothing is acknowledged until this is true again
 * @param reason why not writable, or, while still writable, what will stop it soon; empty when all is well
 * @param claimsInFlight claims that callers hold or that are not durable yet
 * @param damagedExtents places found damaged since the start, by recovery or by a cursor
 * @param copies how the other datacenter's copy is, {@link Copies#NONE} if there is none
 */
public record JournalStatus(
        boolean writable,
        String reason,
        Promise promise,
        Extent extent,
        int claimsInFlight,
        long damagedExtents,
        Recovery recovery,
        Copies copies) {

    /**
     * What of the journal is in this datacenter only.
     *
     * @param present whether there is another datacenter
     * @param asked whether an acknowledgement is to wait for the other datacenter
     * @param both whether it does so now
     * @param records not known to be in the other datacenter; never fewer than there are
     * @param bytes about what they take up
     * @param oldestStoredAtMs when the oldest of them was stored, {@link Entry#NO_TIME} if there is none or it is not
     *     known
     * @param alone records acknowledged since the start while they were here only, although asked otherwise
     * @param missed records that retention removed since the start before they were copied
     * @param detail why copying does not go on, empty if it does
     */
    public record Copies(
            boolean present,
            boolean asked,
            boolean both,
            long records,
            long bytes,
            long oldestStoredAtMs,
            long alone,
            long missed,
            String detail) {
        /** There is one datacenter. */
        public static final Copies NONE = new Copies(false, false, false, 0, 0, Entry.NO_TIME, 0, 0, "");

        /** For how long the oldest of them has been here only, ms; 0 if that is not known. */
        public long forMs(long nowMs) {
            return oldestStoredAtMs == Entry.NO_TIME ? 0 : Math.max(0, nowMs - oldestStoredAtMs);
        }
    }

    /** Of a journal without another datacenter. */
    public JournalStatus(
            boolean writable,
            String reason,
            Promise promise,
            Extent extent,
            int claimsInFlight,
            long damagedExtents,
            Recovery recovery) {
        this(writable, reason, promise, extent, claimsInFlight, damagedExtents, recovery, Copies.NONE);
    }

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
        Objects.requireNonNull(copies);
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
