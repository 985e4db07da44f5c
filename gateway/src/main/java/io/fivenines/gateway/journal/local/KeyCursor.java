package io.fivenines.gateway.journal.local;

import io.fivenines.gateway.journal.Cursor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Queue;

/** Reads the entries of one key and a time, segment by segment, by what their indexes point to. */
final class KeyCursor implements Cursor {
    private final Segments segments;
    private final Storage storage;
    private final DamageLog damages;
    private final ByteBuffer key;
    private final int keyHash;
    private final long fromMs;
    private final long toMs;
    private final Queue<Part> parts = new ArrayDeque<>();
    private Part part;
    private SegmentReader reader;
    private long[] offsets = {};
    private int index;
    private boolean inspected;

    /** A segment as far as it goes when the cursor is made. */
    private record Part(Segment segment, Span span) {}

    KeyCursor(Segments segments, Storage storage, DamageLog damages, byte[] key, long fromMs, long toMs) {
        this.segments = segments;
        this.storage = storage;
        this.damages = damages;
        this.key = ByteBuffer.wrap(key.clone());
        this.keyHash = LiveIndex.hash(this.key, 0, key.length);
        this.fromMs = fromMs;
        this.toMs = toMs;
        segments.list().stream()
                .map(segment -> new Part(segment, segment.span()))
                .filter(candidate -> candidate.span().overlaps(fromMs, toMs))
                .forEach(parts::add);
    }

    @Override
    public boolean next() {
        try {
            while (true) {
                while (index < offsets.length) {
                    if (matches(offsets[index++])) {
                        return true;
                    }
                }
                if (parts.isEmpty()) {
                    return false;
                }
                open(parts.peek());
                parts.remove();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void open(Part next) throws IOException {
        close();
        part = next;
        inspected = false;
        try {
            reader = next.segment().open(storage, SegmentReader.NARROW);
            offsets = next.segment().offsets(keyHash, storage, damages);
        } catch (NoSuchFileException e) {
            if (segments.list().contains(next.segment())) {
                throw e;
            }
            // Retention was faster.
        }
    }

    private boolean matches(long offset) throws IOException {
        Span span = part.span();
        if (offset >= span.end()) {
            return false;
        }
        if (!reader.sound(offset, span.end(), span.first(), span.next() - 1)) {
            // An index pointed here, so something was: have it told like any other damage.
            if (!inspected) {
                part.segment().scanned(storage, damages);
                inspected = true;
            }
            return false;
        }
        long indexedMs = reader.indexedMs();
        return indexedMs >= fromMs && indexedMs <= toMs && reader.key().equals(key);
    }

    @Override
    public long position() {
        return reader.position();
    }

    @Override
    public long storedAtMs() {
        return reader.storedAtMs();
    }

    @Override
    public long timeMs() {
        return reader.timeMs();
    }

    @Override
    public ByteBuffer key() {
        return reader.key();
    }

    @Override
    public ByteBuffer payload() {
        return reader.payload();
    }

    @Override
    public void close() {
        offsets = new long[0];
        index = 0;
        if (reader != null) {
            reader.close();
        }
    }
}
