package io.fivenines.gateway.journal.local;

import io.fivenines.gateway.journal.Recovery;
import java.nio.ByteBuffer;

/**
 * What {@link Opening} hands to the running journal.
 *
 * @param tail the entries of the very last batch, to be written once more before anything else, null if there is none:
 *     all batches before it were forced, or it would not have been written, but of this one nobody knows
 * @param end where the log ends without the tail
 * @param position what the next new entry gets
 * @param storedAtMs when the last entry before the tail was stored
 */
record Opened(Segments segments, ByteBuffer tail, long end, long position, long storedAtMs, Recovery recovery) {
    int tailBytes() {
        return tail == null ? 0 : tail.limit();
    }
}
