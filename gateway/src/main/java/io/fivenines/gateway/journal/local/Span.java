package io.fivenines.gateway.journal.local;

/**
 * What a segment durably holds. One value, replaced as a whole, so that a reader never sees half a step of the writer.
 *
 * @param first the first position
 * @param next the position after the last
 * @param end the file offset after the last entry
 * @param minMs the earliest time an entry is found by; later than maxMs if there is no entry
 * @param maxMs the latest time an entry is found by
 * @param storedAtMs when the last entry was stored
 */
record Span(long first, long next, long end, long minMs, long maxMs, long storedAtMs) {
    Span {
        if (next < first || end < SegmentHeader.ENTRIES_FROM) {
            throw new IllegalArgumentException("first " + first + ", next " + next + ", end " + end
                    + "; expected first <= next and an end after the header");
        }
    }

    static Span empty(long first) {
        return new Span(first, first, SegmentHeader.ENTRIES_FROM, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE);
    }

    boolean isEmpty() {
        return next == first;
    }

    boolean overlaps(long fromMs, long toMs) {
        return minMs <= toMs && maxMs >= fromMs;
    }
}
