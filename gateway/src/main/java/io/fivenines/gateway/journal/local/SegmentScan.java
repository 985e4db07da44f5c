package io.fivenines.gateway.journal.local;

import java.io.IOException;

/**
 * Goes through a segment entry by entry. Where there is none it looks at every eighth byte behind for the next, and
 * tells of the hole: a bad sector costs the entries in it, not those after it.
 */
final class SegmentScan {
    /** Told of bytes that should be entries and are not. */
    interface Holes {
        void found(long fromOffset, long toOffset, long firstMissing, long nextSound);
    }

    private final SegmentReader reader;
    private final Holes holes;
    private long offset;
    private long expected;
    private long entryOffset;

    SegmentScan(SegmentReader reader, SegmentIndex.Place start, Holes holes) {
        this.reader = reader;
        this.holes = holes;
        this.offset = start.offset();
        this.expected = start.position();
    }

    /**
     * Moves to the next sound entry.
     *
     * @param end the offset to stop at
     * @param limit the position to stop at: entries from there on do not belong to the log
     * @return false if there is none; {@link #offset()} then tells from where on
     */
    boolean next(long end, long limit) throws IOException {
        if (expected >= limit || offset >= end) {
            return false;
        }
        if (reader.sound(offset, end, expected, limit - 1)) {
            moveTo(offset);
            return true;
        }
        for (long candidate = offset; candidate < end; candidate += 8) {
            candidate = reader.skipZeros(candidate, end);
            if (reader.sound(candidate, end, expected, limit - 1)) {
                holes.found(offset, candidate, expected, reader.position());
                moveTo(candidate);
                return true;
            }
        }
        return false;
    }

    private void moveTo(long at) {
        entryOffset = at;
        offset = at + reader.space();
        expected = reader.position() + 1;
    }

    /** After {@link #next} has found no more: whatever is short of the limit is a hole. */
    void passTo(long end, long limit) {
        if (expected < limit) {
            holes.found(offset, Math.max(offset, end), expected, limit);
            offset = Math.max(offset, end);
            expected = limit;
        }
    }

    /** Where the entry that the scan moved to begins. */
    long entryOffset() {
        return entryOffset;
    }

    /** Where the sound entries read so far end. */
    long offset() {
        return offset;
    }

    /** The position after the last one read. */
    long expected() {
        return expected;
    }
}
