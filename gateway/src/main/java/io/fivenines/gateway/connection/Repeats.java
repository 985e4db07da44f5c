package io.fivenines.gateway.connection;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.telemetry.Ident;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Remembers each tracker's last durable frame by its hash, so that a frame sent again because its acknowledgement was
 * lost is acknowledged again and not stored twice. One slot an ident; trackers that share a slot push each other out,
 * which costs a duplicate and never a record: a slot only matches the same ident with the same bytes, to one in 2^64.
 */
final class Repeats {
    private static final Hasher64 HASHER = Hashing.xxh3_64();
    private static final Frame.Hash BYTES = HASHER::hashBytesToLong;

    private final AtomicLongArray slots;

    /**
     * An empty memory.
     *
     * @param slots a power of two; eight bytes each
     */
    Repeats(int slots) {
        if (Integer.bitCount(slots) != 1) {
            throw new IllegalArgumentException(slots + " slots, expected a power of two");
        }
        this.slots = new AtomicLongArray(slots);
    }

    /** What stands for this frame of this tracker; never 0. */
    static long hash(Ident ident, Frame frame) {
        long hash = HASHER.hashLongLongToLong(HASHER.hashBytesToLong(ident.ascii()), frame.hash(BYTES));
        return hash == 0 ? 1 : hash;
    }

    boolean holds(Ident ident, long hash) {
        return slots.get(slot(ident)) == hash;
    }

    void remember(Ident ident, long hash) {
        slots.lazySet(slot(ident), hash);
    }

    private int slot(Ident ident) {
        int spread = ident.hashCode() * 0x9E3779B9;
        return spread >>> Integer.numberOfLeadingZeros(slots.length() - 1);
    }
}
