package io.fivenines.gateway.journal.local;

import io.fivenines.gateway.journal.Entry;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Reads one segment through a window of memory and believes no byte before its checksum. For one thread. */
final class SegmentReader implements Closeable {
    /** To read on and on. */
    static final int WIDE = 64 << 10;
    /** To read one entry here and one there. */
    static final int NARROW = 4 << 10;

    private final StorageFile file;
    private final int salt;
    private final CRC32C crc = new CRC32C();
    private ByteBuffer window;
    private ByteBuffer key;
    private ByteBuffer payload;
    private long windowFrom;
    private int windowBytes;
    private int at;

    SegmentReader(StorageFile file, int salt, int windowBytes) {
        this.file = file;
        this.salt = salt;
        replaceWindow(windowBytes);
    }

    private void replaceWindow(int bytes) {
        window = ByteBuffer.allocate(bytes);
        key = window.asReadOnlyBuffer();
        payload = window.asReadOnlyBuffer();
        windowBytes = 0;
    }

    /**
     * Whether a sound entry is at this offset, ends before {@code end}, and has a position of {@code least} to
     * {@code most}. If so the accessors speak of it.
     *
     * @param end nothing from there on is even read: it may be in the middle of being written
     */
    boolean sound(long offset, long end, long least, long most) throws IOException {
        if (!load(offset, Entry.HEADER_BYTES, end)) {
            return false;
        }
        int here = (int) (offset - windowFrom);
        int length = Entry.length(window, here);
        // Cheap looks first: after damage this is asked of every eighth byte.
        if (length < Entry.HEADER_BYTES + Entry.keyLength(window, here) || length > Entry.LENGTH_MAX) {
            return false;
        }
        long position = Entry.position(window, here);
        if (position < least || position > most || !load(offset, length, end)) {
            return false;
        }
        here = (int) (offset - windowFrom);
        int checked = Entry.checkedFrom(here);
        crc.reset();
        crc.update(window.array(), checked, here + length - checked);
        if (((int) crc.getValue() ^ salt) != Entry.crc(window, here)) {
            return false;
        }
        at = here;
        return true;
    }

    private boolean load(long offset, int bytes, long end) throws IOException {
        if (bytes > end - offset) {
            return false;
        }
        if (offset >= windowFrom && offset + bytes <= windowFrom + windowBytes) {
            return true;
        }
        if (bytes > window.capacity()) {
            replaceWindow(Integer.highestOneBit(bytes - 1) << 1);
        }
        windowFrom = offset;
        windowBytes = 0;
        window.limit((int) Math.min(window.capacity(), end - offset)).position(0);
        while (window.hasRemaining() && file.read(window, offset + window.position()) >= 0) {
            windowBytes = window.position();
        }
        return windowBytes >= bytes;
    }

    /** The first multiple of 8 from an offset on at which an entry can begin at all, being more than zeros. */
    long skipZeros(long from, long end) throws IOException {
        long offset = from;
        while (load(offset, Long.BYTES, end) && window.getLong((int) (offset - windowFrom)) == 0) {
            offset += Long.BYTES;
        }
        return offset;
    }

    /** Where the last byte that is not zero ends, {@code from} if there is none. */
    long contentEnd(long from, long end) throws IOException {
        long last = from;
        long offset = skipZeros(from, end);
        while (load(offset, 1, end)) {
            if (window.get((int) (offset - windowFrom)) != 0) {
                last = offset + 1;
            }
            offset++;
            // A torn write is followed by zeros, mostly many.
            offset = offset % Long.BYTES == 0 ? skipZeros(offset, end) : offset;
        }
        return last;
    }

    /** How long the entry is, padding included. */
    int space() {
        return Entry.space(Entry.length(window, at));
    }

    int behind() {
        return Entry.behind(window, at);
    }

    long position() {
        return Entry.position(window, at);
    }

    long storedAtMs() {
        return Entry.storedAtMs(window, at);
    }

    long timeMs() {
        return Entry.timeMs(window, at);
    }

    long indexedMs() {
        return Entry.indexedMs(window, at);
    }

    int keyHash() {
        return LiveIndex.hash(window, Entry.keyFrom(at), Entry.keyLength(window, at));
    }

    ByteBuffer key() {
        return key.limit(Entry.payloadFrom(window, at)).position(Entry.keyFrom(at));
    }

    ByteBuffer payload() {
        return payload.limit(at + Entry.length(window, at)).position(Entry.payloadFrom(window, at));
    }

    /** Appends the entry as it lies on disk, with its padding. */
    void copyTo(ByteBuffer target) {
        int length = Entry.length(window, at);
        target.put(window.array(), at, length);
        for (int pad = length; pad < Entry.space(length); pad++) {
            target.put((byte) 0);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            // All was read that anybody wanted to read.
            return;
        }
    }
}
