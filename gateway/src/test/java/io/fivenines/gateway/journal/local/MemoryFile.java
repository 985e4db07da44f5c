package io.fivenines.gateway.journal.local;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.random.RandomGenerator;

/**
 * A file as a disk and a page cache see it: what readers see, what the disk holds, which pages the cache still means
 * to write. Pages of a failed force are neither dirty nor on the disk.
 */
final class MemoryFile {
    static final int PAGE = 4096;
    private static final int SECTOR = 512;

    private byte[] seen = {};
    private byte[] held = {};
    private final BitSet dirty = new BitSet();
    private final BitSet lost = new BitSet();
    private int size;
    private int heldSize;

    int size() {
        return size;
    }

    byte[] content() {
        return Arrays.copyOf(seen, size);
    }

    /** How many bytes of pages the file takes up, for a disk that can be full. */
    int pages(int newSize) {
        return Math.max(0, (newSize + PAGE - 1) / PAGE - (size + PAGE - 1) / PAGE);
    }

    void write(byte[] bytes, int offset) {
        ensure(offset + bytes.length);
        System.arraycopy(bytes, 0, seen, offset, bytes.length);
        size = Math.max(size, offset + bytes.length);
        if (bytes.length > 0) {
            dirty.set(offset / PAGE, (offset + bytes.length - 1) / PAGE + 1);
            lost.clear(offset / PAGE, (offset + bytes.length - 1) / PAGE + 1);
        }
    }

    private void ensure(int bytes) {
        if (bytes > seen.length) {
            int capacity = Math.max(bytes, seen.length * 2);
            seen = Arrays.copyOf(seen, capacity);
            held = Arrays.copyOf(held, capacity);
        }
    }

    int read(ByteBuffer target, int offset) {
        int bytes = Math.min(target.remaining(), size - offset);
        if (bytes <= 0) {
            return -1;
        }
        target.put(seen, offset, bytes);
        return bytes;
    }

    void force() {
        dirty.stream().forEach(page -> keep(page * PAGE, PAGE));
        dirty.clear();
        heldSize = size;
    }

    /** The disk failed: the cache drops its intention, and what it shows is not what there is. */
    void failForce(RandomGenerator random) {
        dirty.stream().forEach(page -> {
            if (random.nextBoolean()) {
                lost.set(page);
            } else {
                keep(page * PAGE, PAGE);
            }
        });
        dirty.clear();
    }

    private void keep(int from, int bytes) {
        int until = Math.min(from + bytes, seen.length);
        if (until > from) {
            System.arraycopy(seen, from, held, from, until - from);
        }
    }

    void cut(int newSize) {
        size = Math.min(size, newSize);
        heldSize = size;
        Arrays.fill(seen, size, seen.length, (byte) 0);
        Arrays.fill(held, size, held.length, (byte) 0);
    }

    /** Of what was not forced, some pages reach the disk, some in part, some not at all. */
    void powerCut(RandomGenerator random) {
        dirty.stream().forEach(page -> {
            switch (random.nextInt(3)) {
                case 0 -> keep(page * PAGE, PAGE);
                case 1 -> keepSectors(page * PAGE, random);
                default -> {}
            }
        });
        if (size > heldSize && random.nextBoolean()) {
            heldSize = heldSize + random.nextInt(size - heldSize + 1);
        }
        size = heldSize;
        Arrays.fill(held, size, held.length, (byte) 0);
        seen = held.clone();
        dirty.clear();
        lost.clear();
    }

    private void keepSectors(int from, RandomGenerator random) {
        for (int sector = from; sector < from + PAGE; sector += SECTOR) {
            if (random.nextBoolean()) {
                keep(sector, SECTOR);
            }
        }
    }

    /** The disk itself is wrong from now on. */
    void flip(int offset, int bit) {
        seen[offset] ^= (byte) (1 << bit);
        held[offset] ^= (byte) (1 << bit);
    }
}
