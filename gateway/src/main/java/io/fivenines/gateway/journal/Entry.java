package io.fivenines.gateway.journal;

import java.nio.ByteBuffer;

/**
 * How one entry lies in memory and on disk. Big-endian; every entry starts at a multiple of 8, so that a reader who
 * lost its way finds the next one by looking at every eighth byte only.
 *
 * <pre>
 *  0       1       2       3       4       5       6       7
 * +-------+-------+-------+-------+-------+-------+-------+-------+
 * | crc32c (of byte 4 to the end) | length (all but the padding)  |   0
 * +-------+-------+-------+-------+-------+-------+-------+-------+
 * | position                                                      |   8
 * +-------+-------+-------+-------+-------+-------+-------+-------+
 * | stored at, ms since 1970                                      |  16
 * +-------+-------+-------+-------+-------+-------+-------+-------+
 * | time, ms since 1970, or NO_TIME                               |  24
 * +-------+-------+-------+-------+-------+-------+-------+-------+
 * | key n | behind                | key (n bytes)             ... |  32
 * +-------+-------+-------+-------+-------+-------+-------+-------+
 * | payload ...                                 | zeros to next 8 |
 * +-------+-------+-------+-------+-------+-------+-------+-------+
 * </pre>
 *
 * <p>The checksum comes first so that all it covers is one run of bytes. {@code behind} is the distance, in units of 8
 * bytes, back to the first entry of the batch it was written with: whatever lies before a batch was durable when the
 * batch was written, which is how recovery tells a write that a crash cut short from damage to something acknowledged.
 *
 * <p>Whoever fills a claim writes length, time, key and payload; the journal's writer adds the rest.
 */
public final class Entry {
    public static final long NO_TIME = Long.MIN_VALUE;
    public static final int KEY_BYTES_MAX = 255;
    public static final int HEADER_BYTES = 36;
    /** The least an entry takes up: no key, no payload. */
    public static final int SPACE_MIN = 40;

    /** No entry is longer, so a damaged length cannot make a reader allocate without limit. */
    public static final int LENGTH_MAX = 16 << 20;

    /** How far behind an entry its batch may begin: a batch must not be larger. */
    public static final int BATCH_BYTES_MAX = 64 << 20;

    private static final int BEHIND = (1 << 24) - 1;

    private static final int CRC = 0;
    private static final int LENGTH = 4;
    private static final int POSITION = 8;
    private static final int STORED_AT = 16;
    private static final int TIME = 24;
    private static final int KEY_LENGTH = 32;

    private Entry() {}

    /** What an entry of this length takes up, padding included. */
    public static int space(int length) {
        return (length + 7) & ~7;
    }

    static void start(ByteBuffer buffer, int at, int keyLength, long timeMs) {
        buffer.putLong(at + CRC, 0);
        buffer.putLong(at + POSITION, 0);
        buffer.putLong(at + STORED_AT, 0);
        buffer.putLong(at + TIME, timeMs);
        buffer.putInt(at + KEY_LENGTH, keyLength << 24);
    }

    static void finish(ByteBuffer buffer, int at, int length) {
        buffer.putInt(at + LENGTH, length);
        for (int pad = at + length; pad < at + space(length); pad++) {
            buffer.put(pad, (byte) 0);
        }
    }

    /** Fills in what only the writer knows, all but the checksum. {@code behind} is in bytes. */
    public static void stamp(ByteBuffer buffer, int at, long position, long storedAtMs, int behind) {
        buffer.putLong(at + POSITION, position);
        buffer.putLong(at + STORED_AT, storedAtMs);
        buffer.putInt(at + KEY_LENGTH, keyLength(buffer, at) << 24 | behind >>> 3);
    }

    public static void crc(ByteBuffer buffer, int at, int crc) {
        buffer.putInt(at + CRC, crc);
    }

    public static int crc(ByteBuffer buffer, int at) {
        return buffer.getInt(at + CRC);
    }

    /** Where the bytes under the checksum begin; they end at {@link #length}. */
    public static int checkedFrom(int at) {
        return at + LENGTH;
    }

    /** Not checked: 0 where nothing was ever written, anything where the bytes are damaged. */
    public static int length(ByteBuffer buffer, int at) {
        return buffer.getInt(at + LENGTH);
    }

    public static long position(ByteBuffer buffer, int at) {
        return buffer.getLong(at + POSITION);
    }

    public static long storedAtMs(ByteBuffer buffer, int at) {
        return buffer.getLong(at + STORED_AT);
    }

    public static long timeMs(ByteBuffer buffer, int at) {
        return buffer.getLong(at + TIME);
    }

    /** The time an entry is found by: its own, else the time it was stored at. */
    public static long indexedMs(ByteBuffer buffer, int at) {
        long timeMs = timeMs(buffer, at);
        return timeMs == NO_TIME ? storedAtMs(buffer, at) : timeMs;
    }

    public static int keyLength(ByteBuffer buffer, int at) {
        return buffer.get(at + KEY_LENGTH) & 0xff;
    }

    /** Distance in bytes back to the first entry of the same batch. */
    public static int behind(ByteBuffer buffer, int at) {
        return (buffer.getInt(at + KEY_LENGTH) & BEHIND) << 3;
    }

    public static int keyFrom(int at) {
        return at + HEADER_BYTES;
    }

    public static int payloadFrom(ByteBuffer buffer, int at) {
        return at + HEADER_BYTES + keyLength(buffer, at);
    }
}
