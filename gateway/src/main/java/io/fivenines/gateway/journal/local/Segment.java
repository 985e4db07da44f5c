package io.fivenines.gateway.journal.local;

import java.io.IOException;

/**
 * One file of the log. The writer alone grows it while it is the last one; later its content never changes, only the
 * index moves from memory to a file.
 */
final class Segment {
    private static final String SUFFIX = ".log";

    private final SegmentHeader header;
    private volatile Span span;
    private volatile SegmentIndex index;
    private volatile long fileBytes;

    Segment(SegmentHeader header, Span span, SegmentIndex index, long fileBytes) {
        this.header = header;
        this.span = span;
        this.index = index;
        this.fileBytes = fileBytes;
    }

    /** Named by its first position, in as many digits as any can have, so that names sort like positions. */
    static String fileName(long first) {
        return String.format("%020d%s", first, SUFFIX);
    }

    static boolean isFileName(String name) {
        return name.length() == 20 + SUFFIX.length()
                && name.endsWith(SUFFIX)
                && name.chars().limit(20).allMatch(c -> c >= '0' && c <= '9')
                && name.compareTo("09223372036854775807") < 0;
    }

    static long first(String fileName) {
        return Long.parseLong(fileName.substring(0, 20));
    }

    String fileName() {
        return fileName(header.first());
    }

    String indexName() {
        return IndexFile.name(header.first());
    }

    SegmentHeader header() {
        return header;
    }

    long first() {
        return header.first();
    }

    Span span() {
        return span;
    }

    void grow(Span larger) {
        span = larger;
    }

    SegmentIndex index() {
        return index;
    }

    void indexedBy(SegmentIndex other) {
        index = other;
    }

    long fileBytes() {
        return fileBytes;
    }

    void cutTo(long bytes) {
        fileBytes = bytes;
    }

    SegmentIndex.Place start() {
        return new SegmentIndex.Place(first(), SegmentHeader.ENTRIES_FROM);
    }

    SegmentReader open(Storage storage, int windowBytes) throws IOException {
        return new SegmentReader(storage.open(fileName()), header.salt(), windowBytes);
    }

    /** The last noted place at or before a position, from a new index if the old one is damaged. */
    SegmentIndex.Place floor(long position, Storage storage, DamageLog damages) throws IOException {
        try {
            return index.floor(position);
        } catch (SegmentIndex.BadIndex e) {
            return reindexed(storage, damages).floor(position);
        }
    }

    /** Where entries with this hash are, from a new index if the old one is damaged. */
    long[] offsets(int keyHash, Storage storage, DamageLog damages) throws IOException {
        try {
            return index.offsets(keyHash);
        } catch (SegmentIndex.BadIndex e) {
            return reindexed(storage, damages).offsets(keyHash);
        }
    }

    private synchronized SegmentIndex reindexed(Storage storage, DamageLog damages) throws IOException {
        // Upkeep writes it to a file again.
        index = scanned(storage, damages);
        return index;
    }

    /** Reads the whole segment for an index and for whatever damage there is. */
    LiveIndex scanned(Storage storage, DamageLog damages) throws IOException {
        Span held = span;
        LiveIndex fresh = new LiveIndex(first());
        try (SegmentReader reader = open(storage, SegmentReader.WIDE)) {
            SegmentScan scan = new SegmentScan(reader, start(), damages.in(this));
            while (scan.next(held.end(), held.next())) {
                fresh.add(reader.keyHash(), reader.position(), scan.entryOffset());
            }
            scan.passTo(held.end(), held.next());
        }
        fresh.publish();
        return fresh;
    }
}
