package io.fivenines.gateway.journal.local;

import io.fivenines.gateway.journal.Damage;
import io.fivenines.gateway.journal.Damage.Kind;
import io.fivenines.gateway.journal.Entry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the segment that was being written when the process ended.
 *
 * <p>Every batch but the last is known to be durable: the next was written only afterwards. The last one may be torn,
 * and even if all of it can be read, that may be the system's memory speaking and not the disk (a force that failed
 * leaves pages that look clean). So the segment is taken to end before that batch, and its entries are handed on as the
 * tail, to be written and forced once more before anyone sees them.
 *
 * <p>Holes with sound entries behind are passed over; what lies after the last sound one is cut. Positions skip
 * all that the cut bytes can have used.
 */
final class LastSegment {
    private final Segment segment;
    private ByteBuffer tail;
    private long end;
    private long expected;
    private long position;

    private LastSegment(Segment segment, long position) {
        this.segment = segment;
        this.end = position;
        this.expected = position;
        this.position = position;
    }

    /** There is none: the log is new. */
    static LastSegment none() {
        return new LastSegment(null, 0);
    }

    /** There is one, but nothing can be read from it. */
    static LastSegment unreadable(Segment segment, long position) {
        return new LastSegment(segment, position);
    }

    static LastSegment read(Storage storage, Opening.Found file, DamageLog damages) throws IOException {
        Segment segment = new Segment(file.header(), Span.empty(file.first()), null, file.size());
        LastSegment last = new LastSegment(segment, file.first());
        try (SegmentReader reader = segment.open(storage, SegmentReader.WIDE)) {
            last.read(reader, file, damages);
        }
        return last;
    }

    private void read(SegmentReader reader, Opening.Found file, DamageLog damages) throws IOException {
        List<Damage> holes = new ArrayList<>();
        SegmentScan scan = new SegmentScan(
                reader,
                segment.start(),
                (from, to, missing, sound) ->
                        holes.add(new Damage(Kind.CORRUPTION, file.name(), from, to, missing, sound)));
        LiveIndex index = new LiveIndex(file.first());
        Tally tally = new Tally(Span.empty(file.first()));
        Span beforeBatch = tally.span();
        SegmentIndex.Place batch = null;
        long batchFrom = file.size();
        while (scan.next(file.size(), file.first() + Integer.MAX_VALUE)) {
            if (batch == null || batchFrom != scan.entryOffset() - reader.behind()) {
                batchFrom = scan.entryOffset() - reader.behind();
                batch = new SegmentIndex.Place(reader.position(), scan.entryOffset());
                beforeBatch = tally.span();
            }
            index.add(reader.keyHash(), reader.position(), scan.entryOffset());
            tally.add(reader, scan);
        }
        long lastFrom = batchFrom;
        holes.forEach(hole -> damages.report(hole.fromOffset() < lastFrom ? hole : hole.inLastWrite()));
        goOnBehind(scan, reader.contentEnd(scan.offset(), file.size()), damages);
        if (batch != null) {
            tail = copy(reader, batch, scan.offset(), scan.expected());
            index.cut(batch.offset());
        }
        segment.indexedBy(index);
        segment.grow(beforeBatch);
        // Nothing before the batch: the log ends in the segment before, and this one will be written anew.
        end = beforeBatch.isEmpty() ? segment.header().previousEnd() : beforeBatch.next();
    }

    private void goOnBehind(SegmentScan scan, long contentEnd, DamageLog damages) {
        expected = scan.expected();
        long torn = contentEnd - scan.offset();
        if (torn > 0) {
            damages.report(
                    new Damage(Kind.LAST_WRITE, segment.fileName(), scan.offset(), contentEnd, expected, expected));
        }
        // A segment without an entry once had one, it is made no other way, even if there is nothing left of it.
        long used = Math.max((torn + Entry.SPACE_MIN - 1) / Entry.SPACE_MIN, expected == segment.first() ? 1 : 0);
        position = Math.max(expected + used, segment.header().resumeAt());
    }

    private static ByteBuffer copy(SegmentReader reader, SegmentIndex.Place from, long end, long limit)
            throws IOException {
        ByteBuffer entries = ByteBuffer.allocateDirect(Math.toIntExact(end - from.offset()));
        SegmentScan scan = new SegmentScan(reader, from, (start, to, missing, sound) -> {});
        while (scan.next(end, limit)) {
            reader.copyTo(entries);
        }
        return entries.flip();
    }

    Segment segment() {
        return segment;
    }

    /** Entries to write again, null if there are none. */
    ByteBuffer tail() {
        return tail;
    }

    /** The first position of the tail, the end of the log if there is none. */
    long tailFirst() {
        return tail == null ? end : Entry.position(tail, 0);
    }

    /** Where the log ends without the tail. */
    long end() {
        return end;
    }

    /** What the next new entry gets. */
    long position() {
        return position;
    }

    /** How many positions are left out. */
    long skipped() {
        return position - expected;
    }
}
