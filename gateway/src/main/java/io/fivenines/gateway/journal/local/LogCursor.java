package io.fivenines.gateway.journal.local;

import io.fivenines.gateway.journal.Cursor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;

/** Reads everything from a position on, and goes on when more is written. */
final class LogCursor implements Cursor {
    private final Segments segments;
    private final Storage storage;
    private final DamageLog damages;
    private Segment segment;
    private SegmentReader reader;
    private SegmentScan scan;
    private long wanted;

    LogCursor(Segments segments, Storage storage, DamageLog damages, long position) {
        this.segments = segments;
        this.storage = storage;
        this.damages = damages;
        this.wanted = position;
    }

    @Override
    public boolean next() {
        try {
            while (!found()) {
                Segment following = segments.holding(wanted);
                if (following == null) {
                    return false;
                }
                if (following != segment) {
                    open(following);
                }
            }
            wanted = reader.position() + 1;
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean found() throws IOException {
        if (segment == null) {
            return false;
        }
        Span span = segment.span();
        while (scan.next(span.end(), span.next())) {
            if (reader.position() >= wanted) {
                return true;
            }
        }
        scan.passTo(span.end(), span.next());
        wanted = Math.max(wanted, span.next());
        return false;
    }

    private void open(Segment following) throws IOException {
        close();
        try {
            SegmentIndex.Place start = following.floor(wanted, storage, damages);
            reader = following.open(storage, SegmentReader.WIDE);
            scan = new SegmentScan(reader, start, damages.in(following));
            segment = following;
        } catch (NoSuchFileException e) {
            if (segments.list().contains(following)) {
                throw e;
            }
            // Retention was faster: look again for what comes after.
        }
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
        segment = null;
        if (reader != null) {
            reader.close();
        }
    }
}
