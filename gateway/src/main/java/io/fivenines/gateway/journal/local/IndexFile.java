package io.fivenines.gateway.journal.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The index of a segment that will not change any more, in a file beside it: a block of what is in it, then blocks of
 * places, then blocks of postings, both sorted. A block is 4096 bytes with a checksum of its own, so that a look-up
 * reads and checks a dozen blocks and not the whole file. It is only a help: if damaged or missing, it is made anew.
 *
 * <pre>
 *  0       1       2       3       4       5       6       7
 * +-------+-------+-------+-------+-------+-------+-------+-------+
 * | crc32c of the rest, and salt  | number of the block           |   0   every block
 * +-------+-------+-------+-------+-------+-------+-------+-------+
 * | magic "59jidx" and version (2 bytes)                          |   8   block 0
 * | first | next | end | minMs | maxMs | storedAtMs   8 bytes each |  16
 * | number of places | number of postings              8 bytes each |  64
 * +-------+-------+-------+-------+-------+-------+-------+-------+
 * | position less the first, or   | offset / 8                    |   8   the others: 511 of these
 * | hash of the key               |                               |
 * +-------+-------+-------+-------+-------+-------+-------+-------+
 * </pre>
 */
final class IndexFile implements SegmentIndex {
    private static final String SUFFIX = ".idx";
    private static final int BLOCK = 4096;
    private static final int PER_BLOCK = BLOCK / 8 - 1;
    private static final long MAGIC = 0x35396a6964780001L;

    private final Storage storage;
    private final int salt;
    private final Span span;
    private final int places;
    private final int postings;

    private IndexFile(Storage storage, int salt, Span span, int places, int postings) {
        this.storage = storage;
        this.salt = salt;
        this.span = span;
        this.places = places;
        this.postings = postings;
    }

    static String name(long first) {
        return String.format("%020d%s", first, SUFFIX);
    }

    /** Whether this is the name of an index whose segment is gone. */
    static boolean isOrphan(String name, List<String> files) {
        return name.endsWith(SUFFIX) && files.stream().noneMatch(file -> isOf(file, name));
    }

    private static boolean isOf(String file, String index) {
        return Segment.isFileName(file) && name(Segment.first(file)).equals(index);
    }

    Span span() {
        return span;
    }

    /** Whether there is an entry for every position: if not, the segment was damaged when this was made. */
    boolean isComplete() {
        return postings == span.next() - span.first();
    }

    /** Writes the index of a segment under a passing name, and gives it its own once it is durable. */
    static IndexFile write(Storage storage, Segment segment, LiveIndex live) throws IOException {
        long[] places = live.sortedPlaces();
        long[] postings = live.sortedPostings();
        int salt = segment.header().salt();
        IndexFile index = new IndexFile(storage, salt, segment.span(), places.length, postings.length);
        ByteBuffer bytes = ByteBuffer.allocateDirect(BLOCK * (1 + blocks(places.length) + blocks(postings.length)));
        index.describe(bytes);
        fill(bytes, places);
        fill(bytes, postings);
        for (int number = 0; number < bytes.capacity() / BLOCK; number++) {
            bytes.putInt(number * BLOCK, crc(bytes, number * BLOCK) ^ salt);
        }
        String passing = segment.indexName() + Spares.PASSING;
        try (StorageFile file = storage.create(passing)) {
            StorageFile.writeAll(file, new ByteBuffer[] {bytes.position(0)}, 1, 0);
            file.force();
        }
        storage.rename(passing, segment.indexName());
        storage.sync();
        return index;
    }

    private void describe(ByteBuffer bytes) {
        bytes.putLong(0).putLong(MAGIC);
        bytes.putLong(span.first()).putLong(span.next()).putLong(span.end());
        bytes.putLong(span.minMs()).putLong(span.maxMs()).putLong(span.storedAtMs());
        bytes.putLong(places).putLong(postings);
        bytes.position(BLOCK);
    }

    private static void fill(ByteBuffer bytes, long[] numbers) {
        for (int from = 0; from < numbers.length; from += PER_BLOCK) {
            int block = bytes.position();
            bytes.putInt(0).putInt(block / BLOCK);
            bytes.asLongBuffer().put(numbers, from, Math.min(PER_BLOCK, numbers.length - from));
            bytes.position(block + BLOCK);
        }
    }

    private static int blocks(int numbers) {
        return (numbers + PER_BLOCK - 1) / PER_BLOCK;
    }

    private static int crc(ByteBuffer bytes, int block) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().limit(block + BLOCK).position(block + 4));
        return (int) crc.getValue();
    }

    /** The index of a segment, null if there is none that can be believed. */
    static IndexFile load(Storage storage, SegmentHeader header) throws IOException {
        try (Blocks blocks = new Blocks(storage, name(header.first()), header.salt())) {
            ByteBuffer block = blocks.load(0).position(8);
            if (block.getLong() != MAGIC || block.getLong() != header.first()) {
                return null;
            }
            long next = block.getLong();
            long end = block.getLong();
            Span span = new Span(header.first(), next, end, block.getLong(), block.getLong(), block.getLong());
            int places = Math.toIntExact(block.getLong());
            return new IndexFile(storage, header.salt(), span, places, Math.toIntExact(block.getLong()));
        } catch (BadIndex e) {
            return null;
        }
    }

    @Override
    public Place floor(long position) throws IOException {
        long relative = Math.min(position - span.first(), Integer.MAX_VALUE - 1);
        try (Blocks blocks = new Blocks(storage, name(span.first()), salt)) {
            int after = countBelow(blocks, 1, places, (relative + 1) << 32);
            if (after == 0) {
                return new Place(span.first(), SegmentHeader.ENTRIES_FROM);
            }
            long place = blocks.number(1, after - 1);
            return new Place(span.first() + LiveIndex.head(place), LiveIndex.offset(place));
        }
    }

    @Override
    public long[] offsets(int keyHash) throws IOException {
        int section = 1 + blocks(places);
        try (Blocks blocks = new Blocks(storage, name(span.first()), salt)) {
            int from = countBelow(blocks, section, postings, LiveIndex.pack(keyHash, 0));
            long[] found = new long[16];
            int count = 0;
            for (int i = from; i < postings; i++) {
                long posting = blocks.number(section, i);
                if (LiveIndex.head(posting) != keyHash) {
                    break;
                }
                if (count == found.length) {
                    found = Arrays.copyOf(found, count * 2);
                }
                found[count++] = LiveIndex.offset(posting);
            }
            return Arrays.copyOf(found, count);
        }
    }

    private static int countBelow(Blocks blocks, int section, int size, long bound) throws IOException {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (blocks.number(section, middle) < bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The file while one question is answered, one block of it in memory. */
    private static final class Blocks implements AutoCloseable {
        private final StorageFile file;
        private final String name;
        private final int salt;
        private final ByteBuffer block = ByteBuffer.allocate(BLOCK);
        private int loaded = -1;

        Blocks(Storage storage, String name, int salt) throws IOException {
            this.name = name;
            this.salt = salt;
            try {
                this.file = storage.open(name);
            } catch (NoSuchFileException e) {
                throw new BadIndex(name + " is gone");
            }
        }

        long number(int section, int index) throws IOException {
            return load(section + index / PER_BLOCK).getLong(8 + index % PER_BLOCK * 8);
        }

        ByteBuffer load(int number) throws IOException {
            if (number == loaded) {
                return block;
            }
            loaded = -1;
            block.clear();
            while (block.hasRemaining()) {
                if (file.read(block, (long) number * BLOCK + block.position()) < 0) {
                    throw new BadIndex(name + " ends in block " + number);
                }
            }
            if ((crc(block, 0) ^ salt) != block.getInt(0) || block.getInt(4) != number) {
                throw new BadIndex(name + " is damaged in block " + number);
            }
            loaded = number;
            return block;
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
