package io.fivenines.gateway.journal.local;

import java.io.IOException;

/** Where in a segment to look for a position or a key. It only points; the entry itself is always checked. */
interface SegmentIndex {
    /** An entry's position, and the offset it is at. */
    record Place(long position, long offset) {}

    /**
     * The last noted place at or before a position.
     *
     * @throws BadIndex if the index cannot be believed
     */
    Place floor(long position) throws IOException;

    /**
     * Offsets of all entries whose key has this hash, ascending.
     *
     * @throws BadIndex if the index cannot be believed
     */
    long[] offsets(int keyHash) throws IOException;

    /** The index is damaged or gone: make it anew from the segment. */
    final class BadIndex extends IOException {
        BadIndex(String message) {
            super(message);
        }
    }
}
