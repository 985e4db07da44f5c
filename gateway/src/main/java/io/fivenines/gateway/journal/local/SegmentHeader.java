package io.fivenines.gateway.journal.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The start of a segment file. It is there twice, in two pages, because without the salt nothing in the file can be
 * checked: one bad page must not cost 64 MiB.
 *
 * <pre>
 *  0       1       2       3       4       5       6       7
 * +-------+-------+-------+-------+-------+-------+-------+-------+
 * | magic "59jrnl" and two zeros                                  |   0
 * +-------+-------+-------+-------+-------+-------+-------+-------+
 * | format version                | salt                          |   8
 * +-------+-------+-------+-------+-------+-------+-------+-------+
 * | first: position of the first entry                            |  16
 * +-------+-------+-------+-------+-------+-------+-------+-------+
 * | previousEnd: where the log ended when this segment was begun  |  24
 * +-------+-------+-------+-------+-------+-------+-------+-------+
 * | resumeAt: no new entry gets a position below                  |  32
 * +-------+-------+-------+-------+-------+-------+-------+-------+
 * | crc32c of the 40 bytes before | zeros                         |  40
 * +-------+-------+-------+-------+-------+-------+-------+-------+
 *   ... the same again at 4096, entries from 8192 on
 * </pre>
 *
 * @param previousEnd what the segment before this holds from here on (a write that failed half way, a tail that a crash
 *     left torn) is not part of the log; what it lacks before this is damage
 * @param resumeAt keeps a jump over positions that a torn tail may have used, when the tail itself is cut off
 * @param salt random, combined with every checksum in the file: a tracker that sends bytes which look like an entry, or
 *     a disk block left from another file, can never pass for one
 */
record SegmentHeader(long first, long previousEnd, long resumeAt, int salt) {
    static final int ENTRIES_FROM = 8192;

    private static final int COPY_AT = 4096;
    private static final int CHECKED_BYTES = 40;
    private static final int BYTES = 48;
    private static final long MAGIC = 0x35396a726e6c0000L;
    private static final int VERSION = 1;

    SegmentHeader {
        if (previousEnd < 0 || first < previousEnd) {
            throw new IllegalArgumentException(
                    "first " + first + ", previous end " + previousEnd + "; expected 0 <= previous end <= first");
        }
    }

    void write(StorageFile file) throws IOException {
        ByteBuffer pages = ByteBuffer.allocateDirect(ENTRIES_FROM);
        encode(pages, 0);
        encode(pages, COPY_AT);
        StorageFile.writeAll(file, new ByteBuffer[] {pages}, 1, 0);
    }

    private void encode(ByteBuffer page, int at) {
        page.putLong(at, MAGIC)
                .putInt(at + 8, VERSION)
                .putInt(at + 12, salt)
                .putLong(at + 16, first)
                .putLong(at + 24, previousEnd)
                .putLong(at + 32, resumeAt)
                .putInt(at + CHECKED_BYTES, crc(page, at));
    }

    /** The header of a file, null if neither copy is sound. */
    static SegmentHeader read(StorageFile file, String name) throws IOException {
        SegmentHeader header = read(file, name, 0);
        return header != null ? header : read(file, name, COPY_AT);
    }

    private static SegmentHeader read(StorageFile file, String name, int at) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, at + bytes.position()) < 0) {
                return null;
            }
        }
        if (bytes.getLong(0) != MAGIC || bytes.getInt(CHECKED_BYTES) != crc(bytes, 0)) {
            return null;
        }
        if (bytes.getInt(8) != VERSION) {
            throw new IOException(name + " has format version " + bytes.getInt(8) + "; expected " + VERSION
                    + ": a newer release wrote it");
        }
        return new SegmentHeader(bytes.getLong(16), bytes.getLong(24), bytes.getLong(32), bytes.getInt(12));
    }

    private static int crc(ByteBuffer page, int at) {
        CRC32C crc = new CRC32C();
        crc.update(page.duplicate().limit(at + CHECKED_BYTES).position(at));
        return (int) crc.getValue();
    }
}
