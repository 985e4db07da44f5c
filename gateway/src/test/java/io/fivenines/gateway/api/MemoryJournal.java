package io.fivenines.gateway.api;

import io.fivenines.gateway.journal.Claim;
import io.fivenines.gateway.journal.Completion;
import io.fivenines.gateway.journal.Cursor;
import io.fivenines.gateway.journal.Entry;
import io.fivenines.gateway.journal.Feed;
import io.fivenines.gateway.journal.Journal;
import io.fivenines.gateway.journal.JournalStatus;
import io.fivenines.gateway.journal.Place;
import io.fivenines.gateway.journal.Recovery;
import io.fivenines.gateway.telemetry.MessageWriter;
import io.fivenines.gateway.telemetry.Origin;
import io.fivenines.gateway.telemetry.Param;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/** Entries in memory, all durable at once. */
final class MemoryJournal implements Journal {
    private static final Param LATITUDE = Param.named("position.latitude");

    private final List<Stored> entries = Collections.synchronizedList(new ArrayList<>());
    private final long first;
    private volatile long brokenFrom = Long.MAX_VALUE;
    private volatile boolean away;
    private volatile String complaint = "";

    private record Stored(long position, long storedAtMs, long timeMs, ByteBuffer key, ByteBuffer payload) {
        private long indexedMs() {
            return timeMs == Entry.NO_TIME ? storedAtMs : timeMs;
        }
    }

    /**
     * An empty one.
     *
     * @param first where its positions begin: what was before is gone
     */
    MemoryJournal(long first) {
        this.first = first;
    }

    /** Stores a message a second after its time; returns its position. */
    long append(String ident, long timeMs, double latitude) {
        ByteBuffer payload = ByteBuffer.allocate(256);
        MessageWriter writer = new MessageWriter();
        writer.begin(payload, Origin.listener("line", "test"));
        writer.put(LATITUDE, latitude);
        writer.end(timeMs);
        return append(ident, timeMs, payload.flip());
    }

    long append(String ident, long timeMs, ByteBuffer payload) {
        long position = first + entries.size();
        ByteBuffer key = ByteBuffer.wrap(ident.getBytes(StandardCharsets.US_ASCII));
        entries.add(new Stored(position, timeMs + 1000, timeMs, key, payload));
        return position;
    }

    /** From that position on, the disk cannot be read. */
    void breakFrom(long position) {
        brokenFrom = position;
    }

    /** As a journal whose brokers are away. */
    void leave() {
        away = true;
    }

    private void beThere() {
        if (away) {
            throw new UncheckedIOException(new IOException("no broker answers"));
        }
    }

    /** It cannot write. */
    void complain(String reason) {
        complaint = reason;
    }

    @Override
    public Claim claim() {
        return new Claim(ByteBuffer.allocate(64 * 1024), claim -> {});
    }

    @Override
    public void whenSpace(Runnable task) {
        task.run();
    }

    @Override
    public void commit(Claim claim, Completion done) {
        claim.durableFrom(first + entries.size());
        done.onDurable(claim);
    }

    @Override
    public Cursor cursor(Place from) {
        beThere();
        return new MemoryCursor(entry -> entry.position >= from.at(0));
    }

    @Override
    public Cursor cursor(byte[] key, long fromMs, long toMs) {
        beThere();
        ByteBuffer wanted = ByteBuffer.wrap(key);
        return new MemoryCursor(
                entry -> entry.key.equals(wanted) && entry.indexedMs() >= fromMs && entry.indexedMs() <= toMs);
    }

    @Override
    public Place first() {
        beThere();
        return Place.of(first);
    }

    @Override
    public Place end() {
        beThere();
        return Place.of(first + entries.size());
    }

    @Override
    public String covers() {
        return "what is in memory";
    }

    @Override
    public Feed feed(String name) {
        throw new UnsupportedOperationException("the API delivers nothing");
    }

    @Override
    public AutoCloseable onAppend(Runnable task) {
        throw new UnsupportedOperationException("the API must not hold up the journal");
    }

    @Override
    public JournalStatus status() {
        JournalStatus.Extent extent = new JournalStatus.Extent(first, first + entries.size(), 4096, 2);
        JournalStatus.Promise promise = new JournalStatus.Promise("in memory only", true);
        return new JournalStatus(complaint.isEmpty(), complaint, promise, extent, 3, 1, recovery());
    }

    @Override
    public Recovery recovery() {
        return new Recovery(first, first, 1, 1, 0, 12, List.of());
    }

    @Override
    public void close() {}

    private final class MemoryCursor implements Cursor {
        private final Predicate<Stored> wanted;
        private int at;
        private Stored entry;

        private MemoryCursor(Predicate<Stored> wanted) {
            this.wanted = wanted;
        }

        @Override
        public boolean next() {
            while (at < entries.size()) {
                Stored candidate = entries.get(at);
                if (candidate.position >= brokenFrom) {
                    throw new UncheckedIOException(new IOException("bad sector"));
                }
                at++;
                if (wanted.test(candidate)) {
                    entry = candidate;
                    return true;
                }
            }
            return false;
        }

        @Override
        public long position() {
            return entry.position;
        }

        @Override
        public long storedAtMs() {
            return entry.storedAtMs;
        }

        @Override
        public long timeMs() {
            return entry.timeMs;
        }

        @Override
        public ByteBuffer key() {
            return entry.key.asReadOnlyBuffer();
        }

        @Override
        public ByteBuffer payload() {
            return entry.payload.asReadOnlyBuffer();
        }

        @Override
        public void close() {}
    }
}
