package io.fivenines.gateway.stream;

import io.fivenines.gateway.journal.Entry;
import io.fivenines.gateway.journal.Feed;
import io.fivenines.gateway.telemetry.MessageWriter;
import io.fivenines.gateway.telemetry.Origin;
import io.fivenines.gateway.telemetry.Param;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Entries in memory, and how far each feed of them came; outlives the feeds, as a disk does. Any thread may call. */
public final class MemoryLog {
    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LEVEL = Param.named("battery.level");

    private final List<Stored> entries = new ArrayList<>();
    private final Map<String, Integer> committed = new HashMap<>();
    private BooleanSupplier readFails = () -> false;
    private BooleanSupplier commitFails = () -> false;

    private record Stored(long storedAtMs, ByteBuffer key, ByteBuffer payload) {}

    /** A message with a latitude and, unless that is negative, a battery level. */
    public synchronized void append(String ident, String protocol, long nowMs, double latitude, int level) {
        ByteBuffer payload = ByteBuffer.allocate(256);
        MessageWriter writer = new MessageWriter();
        writer.begin(payload, Origin.listener(protocol, "test"));
        writer.put(LATITUDE, latitude);
        if (level >= 0) {
            writer.put(LEVEL, level);
        }
        writer.end(entries.size());
        entries.add(new Stored(nowMs, ByteBuffer.wrap(ident.getBytes(StandardCharsets.US_ASCII)), payload.flip()));
    }

    public void append(String ident, double latitude) {
        append(ident, "line", 1_700_000_000_000L, latitude, -1);
    }

    synchronized void appendStrange(String ident) {
        ByteBuffer payload = ByteBuffer.wrap(new byte[] {99});
        entries.add(new Stored(0, ByteBuffer.wrap(ident.getBytes(StandardCharsets.US_ASCII)), payload));
    }

    synchronized int size() {
        return entries.size();
    }

    synchronized int committed(String feed) {
        return committed.getOrDefault(feed, 0);
    }

    synchronized void failReading(BooleanSupplier when) {
        readFails = when;
    }

    synchronized void failCommits(BooleanSupplier when) {
        commitFails = when;
    }

    public Feed feed(String name) {
        return new MemoryFeed(name);
    }

    private final class MemoryFeed implements Feed {
        private final String name;
        private int next;
        private Stored entry;

        private MemoryFeed(String name) {
            this.name = name;
            next = committed(name);
        }

        @Override
        public boolean next() {
            synchronized (MemoryLog.this) {
                if (readFails.getAsBoolean()) {
                    throw new UncheckedIOException(new IOException("bad sector"));
                }
                if (next == entries.size()) {
                    return false;
                }
                entry = entries.get(next++);
                return true;
            }
        }

        @Override
        public String position() {
            return Integer.toString(next - 1);
        }

        @Override
        public long storedAtMs() {
            return entry.storedAtMs;
        }

        @Override
        public long timeMs() {
            return Entry.NO_TIME;
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
        public void commit() {
            synchronized (MemoryLog.this) {
                if (commitFails.getAsBoolean()) {
                    throw new UncheckedIOException(new IOException("disk full"));
                }
                committed.put(name, next);
            }
        }

        @Override
        public void rewind() {
            next = committed(name);
        }

        @Override
        public Lag lag() {
            synchronized (MemoryLog.this) {
                int from = committed(name);
                return from == entries.size()
                        ? new Lag(0, Entry.NO_TIME, 0)
                        : new Lag(entries.size() - from, entries.get(from).storedAtMs, 0);
            }
        }

        @Override
        public void close() {}
    }
}
