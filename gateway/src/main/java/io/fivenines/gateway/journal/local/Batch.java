package io.fivenines.gateway.journal.local;

import io.fivenines.gateway.journal.Callbacks;
import io.fivenines.gateway.journal.Entry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * What is written with one write and one force. It keeps its positions and times until it is durable, also when it has
 * to be written again elsewhere. One object is used over and over.
 */
final class Batch {
    private final CRC32C crc = new CRC32C();
    private final List<Commit> commits = new ArrayList<>();
    private ByteBuffer[] buffers = new ByteBuffer[16];
    private int[] limits = new int[16];
    private int count;
    private int bytes;
    private boolean stamped;
    private long first;
    private long next;
    private long minMs;
    private long maxMs;
    private long storedAtMs;

    /** Begins an empty batch for new entries. */
    void start(long firstPosition, long nowMs) {
        clear();
        first = firstPosition;
        next = firstPosition;
        storedAtMs = nowMs;
    }

    /** Begins a batch of entries that recovery found: they keep the positions and times they have. */
    void adopt(ByteBuffer entries) {
        start(Entry.position(entries, 0), 0);
        stamped = true;
        append(entries);
    }

    void clear() {
        commits.clear();
        Arrays.fill(buffers, null);
        count = 0;
        bytes = 0;
        stamped = false;
    }

    void add(Commit commit) {
        commits.add(commit);
        if (commit.bytes() > 0) {
            append(commit.content());
        }
    }

    private void append(ByteBuffer content) {
        if (count == buffers.length) {
            buffers = Arrays.copyOf(buffers, count * 2);
            limits = Arrays.copyOf(limits, count * 2);
        }
        buffers[count] = content;
        limits[count++] = content.limit();
        bytes += content.limit();
    }

    boolean isEmpty() {
        return commits.isEmpty() && bytes == 0;
    }

    int bytes() {
        return bytes;
    }

    long first() {
        return first;
    }

    /** The position after the last entry, once it is sealed. */
    long next() {
        return next;
    }

    long storedAtMs() {
        return storedAtMs;
    }

    /** Fills in what only the writer knows, for the place it is going to, and notes the entries in the index. */
    void seal(int salt, LiveIndex index, long offset) {
        next = first;
        minMs = Long.MAX_VALUE;
        maxMs = Long.MIN_VALUE;
        int behind = 0;
        for (int i = 0; i < count; i++) {
            ByteBuffer buffer = buffers[i];
            for (int at = 0; at < limits[i]; ) {
                int length = Entry.length(buffer, at);
                stamp(buffer, at, behind);
                checksum(buffer, at, length, salt);
                index.add(hash(buffer, at), next - 1, offset + behind);
                at += Entry.space(length);
                behind += Entry.space(length);
            }
        }
    }

    private void stamp(ByteBuffer buffer, int at, int behind) {
        if (stamped) {
            next = Entry.position(buffer, at);
            storedAtMs = Entry.storedAtMs(buffer, at);
        }
        Entry.stamp(buffer, at, next, storedAtMs, behind);
        next++;
        long indexedMs = Entry.indexedMs(buffer, at);
        minMs = Math.min(minMs, indexedMs);
        maxMs = Math.max(maxMs, indexedMs);
    }

    private void checksum(ByteBuffer buffer, int at, int length, int salt) {
        crc.reset();
        crc.update(buffer.limit(at + length).position(Entry.checkedFrom(at)));
        buffer.clear();
        Entry.crc(buffer, at, (int) crc.getValue() ^ salt);
    }

    private static int hash(ByteBuffer buffer, int at) {
        return LiveIndex.hash(buffer, Entry.keyFrom(at), Entry.keyLength(buffer, at));
    }

    void write(StorageFile file, long offset) throws IOException {
        for (int i = 0; i < count; i++) {
            buffers[i].limit(limits[i]).position(0);
        }
        StorageFile.writeAll(file, buffers, count, offset);
    }

    /** What a segment holds that held {@code before} and now has this too. */
    Span after(Span before) {
        return new Span(
                before.first(),
                next,
                before.end() + bytes,
                Math.min(before.minMs(), minMs),
                Math.max(before.maxMs(), maxMs),
                storedAtMs);
    }

    /** Tells everyone who waits, in order. */
    void complete(Callbacks callbacks) {
        long position = first;
        for (Commit commit : commits) {
            long firstPosition = position;
            // Asked before: from the completion on the claim may be somebody else's.
            position += commit.claim().entries();
            callbacks.run(() -> commit.complete(firstPosition));
        }
    }
}
