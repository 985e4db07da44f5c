package io.fivenines.gateway.journal.local;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The index in memory, of the segment being written or just scanned: 8 bytes an entry and nothing allocated for one.
 * The writer appends while a batch is in hand and publishes it once the batch is durable.
 */
final class LiveIndex implements SegmentIndex {
    /** How far apart noted places are: what a seek reads at most before it is where it wants to be. */
    private static final int PLACE_BYTES = 64 << 10;

    private final long first;
    private final LongColumn postings = new LongColumn(1 << 12);
    private final LongColumn places = new LongColumn(1 << 6);
    private long nextPlace;

    LiveIndex(long first) {
        this.first = first;
    }

    void add(int keyHash, long position, long offset) {
        postings.add(pack(keyHash, offset));
        if (offset >= nextPlace) {
            places.add(pack((int) (position - first), offset));
            nextPlace = offset + PLACE_BYTES;
        }
    }

    void publish() {
        places.publish();
        postings.publish();
    }

    /** Publishes only what is before an offset; nothing may be added afterwards. */
    void cut(long offset) {
        postings.cut(countBefore(postings, offset));
        places.cut(countBefore(places, offset));
    }

    private static int countBefore(LongColumn column, long offset) {
        int count = column.written();
        while (count > 0 && offset(column.get(count - 1)) >= offset) {
            count--;
        }
        return count;
    }

    int entries() {
        return postings.size();
    }

    long[] sortedPostings() {
        return postings.sorted();
    }

    long[] sortedPlaces() {
        return places.sorted();
    }

    @Override
    public Place floor(long position) {
        int low = 0;
        int high = places.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (first + head(places.get(middle)) <= position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0
                ? new Place(first, SegmentHeader.ENTRIES_FROM)
                : new Place(first + head(places.get(low - 1)), offset(places.get(low - 1)));
    }

    @Override
    public long[] offsets(int keyHash) {
        long[] found = new long[16];
        int count = 0;
        int size = postings.size();
        for (int i = 0; i < size; i++) {
            long posting = postings.get(i);
            if (head(posting) == keyHash) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, count * 2);
                }
                found[count++] = offset(posting);
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** One number of an index: a hash or a position relative to the first, and an offset in units of 8 bytes. */
    static long pack(int head, long offset) {
        return (long) head << 32 | offset >>> 3;
    }

    static int head(long packed) {
        return (int) (packed >> 32);
    }

    static long offset(long packed) {
        return (packed & 0xffff_ffffL) << 3;
    }

    /** Part of the file format. Strangers choose keys, so this may collide: a look-up compares the key itself. */
    static int hash(ByteBuffer buffer, int from, int length) {
        int hash = length;
        int at = from;
        for (int end = from + (length & ~3); at < end; at += 4) {
            hash = (hash ^ buffer.getInt(at)) * 0x9e3779b1;
            hash ^= hash >>> 15;
        }
        for (int end = from + length; at < end; at++) {
            hash = (hash ^ buffer.get(at)) * 0x01000193;
        }
        hash *= 0x85ebca6b;
        return hash ^ hash >>> 13;
    }
}
