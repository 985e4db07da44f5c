package io.fivenines.gateway.journal.local;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * All that need not be done while a tracker waits for an acknowledgement: makes the spare, gives full segments their
 * unused end and an index file, deletes what retention lets go. For one thread. A step that fails is told of and done
 * again the next time.
 */
final class Upkeep {
    private final Storage storage;
    private final Segments segments;
    private final Spares spares;
    private final Retention retention;
    private final InstantSource clock;
    private final Deque<Segment> leaving = new ArrayDeque<>();
    private volatile String trouble = "";

    Upkeep(Storage storage, Segments segments, Spares spares, Retention retention, InstantSource clock) {
        this.storage = storage;
        this.segments = segments;
        this.spares = spares;
        this.retention = retention;
        this.clock = clock;
    }

    void once() {
        spares.prepare();
        String found = finish();
        try {
            retain();
        } catch (IOException e) {
            found = "Cannot delete old segments: " + e.getMessage();
        }
        trouble = found;
    }

    /** All but the last segment: recovery wants that one as the writer left it until another follows. */
    private String finish() {
        String found = "";
        List<Segment> all = segments.list();
        for (Segment segment : all.subList(0, Math.max(0, all.size() - 1))) {
            try {
                finish(segment);
            } catch (IOException e) {
                // The others still get theirs: until then their indexes take up memory.
                found = "Cannot index " + segment.fileName() + ": " + e.getMessage();
            }
        }
        return found;
    }

    private void finish(Segment segment) throws IOException {
        if (segment.index() instanceof LiveIndex live) {
            long end = segment.span().end();
            if (segment.fileBytes() > end) {
                storage.cut(segment.fileName(), end);
                segment.cutTo(end);
            }
            segment.indexedBy(IndexFile.write(storage, segment, live));
        }
    }

    private void retain() throws IOException {
        for (Segment segment : retention.expired(segments.list(), clock.millis())) {
            segments.remove(segment);
            leaving.add(segment);
        }
        // One after the other, each durably: a crash must not leave a gap with older entries before it.
        while (!leaving.isEmpty()) {
            storage.delete(leaving.peek().fileName());
            storage.delete(leaving.peek().indexName());
            storage.sync();
            leaving.remove();
        }
    }

    /** What does not work but for making a spare, empty if all does. */
    String trouble() {
        return trouble;
    }
}
