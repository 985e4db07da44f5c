package io.fivenines.gateway.journal.local;

import io.fivenines.gateway.journal.Damage;
import io.fivenines.gateway.journal.Entry;
import io.fivenines.gateway.journal.Recovery;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the log again, whatever ended the process before.
 *
 * <ul>
 *   <li>Files with a passing name are deleted: they never were part of the log.
 *   <li>A segment that another follows is vouched for by its index; without a good one it is read through. It ends
 *       where its follower says that it ended; whatever it lacks before that is damage.
 *   <li>The last segment is always read through, by {@link LastSegment}.
 * </ul>
 */
final class Opening {
    private final Storage storage;
    private final DamageLog damages;
    private final InstantSource clock;
    private int scanned;

    Opening(Storage storage, DamageLog damages, InstantSource clock) {
        this.storage = storage;
        this.damages = damages;
        this.clock = clock;
    }

    /** A segment file; its header is null if it cannot be read, and then the whole file cannot. */
    record Found(String name, long first, long size, SegmentHeader header) {}

    Opened open() throws IOException {
        long startedMs = clock.millis();
        // The process before may have ended between naming a segment and syncing the name. From here on its
        // predecessor may be cut where it begins, so it must not be able to vanish any more.
        storage.sync();
        List<Found> files = tidy(storage.list());
        List<Segment> segments = new ArrayList<>();
        long storedAtMs = Long.MIN_VALUE;
        for (int i = 0; i < files.size() - 1; i++) {
            Segment segment = sealed(files.get(i), files.get(i + 1));
            storedAtMs = Math.max(storedAtMs, segment.span().storedAtMs());
            segments.add(segment);
        }
        LastSegment last = LastSegment.none();
        if (!files.isEmpty()) {
            last = last(files.get(files.size() - 1));
            segments.add(last.segment());
        }
        Segments log = new Segments(segments);
        Recovery recovery = new Recovery(
                log.first(last.tailFirst()),
                last.position(),
                files.size(),
                scanned,
                last.skipped(),
                Math.max(0, clock.millis() - startedMs),
                damages.known());
        return new Opened(log, last.tail(), last.end(), last.position(), storedAtMs, recovery);
    }

    private List<Found> tidy(List<String> names) throws IOException {
        List<Found> files = new ArrayList<>();
        for (String name : names) {
            if (name.endsWith(Spares.PASSING) || IndexFile.isOrphan(name, names)) {
                storage.delete(name);
            } else if (Segment.isFileName(name)) {
                files.add(look(name));
            }
        }
        files.sort(Comparator.comparingLong(Found::first));
        return files;
    }

    private Found look(String name) throws IOException {
        long first = Segment.first(name);
        try (StorageFile file = storage.open(name)) {
            SegmentHeader header = SegmentHeader.read(file, name);
            boolean own = header != null && header.first() == first;
            return new Found(name, first, file.size(), own ? header : null);
        }
    }

    private Segment sealed(Found file, Found follower) throws IOException {
        boolean known = follower.header() != null;
        long limit = Math.max(file.first(), known ? follower.header().previousEnd() : follower.first());
        if (file.header() == null) {
            return unreadable(file, limit);
        }
        IndexFile index = IndexFile.load(storage, file.header());
        if (index != null
                && index.isComplete()
                && index.span().next() == limit
                && index.span().end() <= file.size()) {
            return new Segment(file.header(), index.span(), index, file.size());
        }
        scanned++;
        return scanned(file, limit, known);
    }

    /** A file nothing can be read from, kept for whoever wants to try: it counts as empty, so no cursor comes by. */
    private Segment unreadable(Found file, long limit) {
        long first = file.first();
        damages.report(new Damage(Damage.Kind.CORRUPTION, file.name(), 0, file.size(), first, limit));
        return new Segment(new SegmentHeader(first, first, first, 0), Span.empty(first), null, file.size());
    }

    private LastSegment last(Found file) throws IOException {
        if (file.header() == null) {
            long entries = Math.max(1, file.size() / Entry.SPACE_MIN);
            return LastSegment.unreadable(unreadable(file, file.first() + entries), file.first() + entries);
        }
        scanned++;
        return LastSegment.read(storage, file, damages);
    }

    /**
     * Reads it through. If the limit is not known to be where it ended, but only where its follower begins, then what
     * it lacks may never have been; it counts as damage if there are bytes that may be the rest of it.
     */
    private Segment scanned(Found file, long limit, boolean known) throws IOException {
        Segment segment = new Segment(file.header(), Span.empty(file.first()), null, file.size());
        LiveIndex index = new LiveIndex(file.first());
        try (SegmentReader reader = segment.open(storage, SegmentReader.WIDE)) {
            Tally tally = new Tally(Span.empty(file.first()));
            SegmentScan scan = new SegmentScan(reader, segment.start(), damages.in(segment));
            while (scan.next(file.size(), limit)) {
                index.add(reader.keyHash(), reader.position(), scan.entryOffset());
                tally.add(reader, scan);
            }
            if (known || reader.contentEnd(scan.offset(), file.size()) > scan.offset()) {
                scan.passTo(file.size(), limit);
            }
            segment.grow(tally.upTo(scan));
        }
        index.publish();
        segment.indexedBy(index);
        return segment;
    }
}
