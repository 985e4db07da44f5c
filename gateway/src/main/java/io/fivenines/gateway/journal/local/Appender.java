package io.fivenines.gateway.journal.local;

import io.fivenines.gateway.journal.Callbacks;
import io.fivenines.gateway.journal.Entry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Queue;

/**
 * Writes batches to the end of the log. For one thread.
 *
 * <p>A batch is first <em>in hand</em>: gathered, maybe partly written, nobody is told. Written and forced it is
 * <em>durable</em>: readers see it, its completions run, the next is gathered. If writing or forcing fails it is
 * <em>stalled</em>: nobody knows what the file holds now, and forcing it again would prove nothing, so the segment is
 * left at its last durable end, and at the next {@link #retry()} the same batch, with the same positions, goes to a
 * fresh file. If that fails it is stalled again, else it is durable. A batch that needs a fresh file when no spare is
 * ready stays in hand, <em>starved</em>, until there is one.
 */
final class Appender {
    private final Storage storage;
    private final Segments segments;
    private final Spares spares;
    private final InstantSource clock;
    private final Queue<Commit> queue;
    private final Callbacks callbacks;
    private final Batch batch = new Batch();
    private Segment active;
    private LiveIndex live;
    private StorageFile file;
    private long position;
    private long storedAtMs;
    private volatile long end;
    private volatile boolean stalled;
    private volatile boolean starved = true;
    private volatile String trouble = "";

    Appender(Storage storage, Opened opened, Spares spares, InstantSource clock, Queue<Commit> queue, Callbacks calls) {
        this.storage = storage;
        this.segments = opened.segments();
        this.spares = spares;
        this.clock = clock;
        this.queue = queue;
        this.callbacks = calls;
        this.position = opened.position();
        this.storedAtMs = opened.storedAtMs();
        this.end = opened.end();
        if (opened.tail() != null) {
            batch.adopt(opened.tail());
        }
    }

    /** One batch at most. False if there was none, or it has to wait. */
    boolean writeOnce() {
        if (stalled || (batch.isEmpty() && !gather())) {
            return false;
        }
        try {
            if (batch.bytes() > 0 && !write()) {
                return false;
            }
        } catch (IOException e) {
            stall(e);
            return false;
        }
        batch.complete(callbacks);
        batch.clear();
        return true;
    }

    private boolean gather() {
        Commit next = queue.peek();
        if (next == null) {
            return false;
        }
        storedAtMs = Math.max(storedAtMs, clock.millis());
        batch.start(position, storedAtMs);
        long room = fits(next.bytes()) ? room() : spares.bytes() - SegmentHeader.ENTRIES_FROM;
        room = Math.min(room, Entry.BATCH_BYTES_MAX);
        while (next != null && next.bytes() <= room - batch.bytes()) {
            batch.add(queue.poll());
            next = queue.peek();
        }
        return true;
    }

    private boolean fits(int bytes) {
        return active != null && bytes <= room();
    }

    private long room() {
        return active.fileBytes() - active.span().end();
    }

    private boolean write() throws IOException {
        if (fits(batch.bytes())) {
            append();
        } else {
            Spare spare = spares.take();
            starved = spare == null;
            if (starved) {
                return false;
            }
            begin(spare);
        }
        trouble = "";
        end = batch.next();
        position = Math.max(position, end);
        storedAtMs = Math.max(storedAtMs, batch.storedAtMs());
        return true;
    }

    private void append() throws IOException {
        Span before = active.span();
        batch.seal(active.header().salt(), live, before.end());
        batch.write(file, before.end());
        file.force();
        live.publish();
        active.grow(batch.after(before));
    }

    /** The batch becomes the first of a new segment, which gets its name only when the batch is durable in it. */
    private void begin(Spare spare) throws IOException {
        SegmentHeader header = new SegmentHeader(batch.first(), end, position, spare.salt());
        Span before = Span.empty(batch.first());
        LiveIndex index = new LiveIndex(batch.first());
        try {
            header.write(spare.file());
            batch.seal(spare.salt(), index, before.end());
            batch.write(spare.file(), before.end());
            spare.file().force();
            storage.rename(spare.name(), Segment.fileName(batch.first()));
            storage.sync();
        } catch (IOException e) {
            spare.discard();
            throw e;
        }
        index.publish();
        leaveActive();
        file = spare.file();
        live = index;
        active = new Segment(header, batch.after(before), index, spare.bytes());
        segments.add(active);
    }

    private void stall(IOException e) {
        leaveActive();
        trouble = "Cannot write at position " + batch.first() + ": " + e.getMessage()
                + "; tried again every second in a new file, nothing is acknowledged before it works";
        stalled = true;
    }

    private void leaveActive() {
        active = null;
        if (file == null) {
            return;
        }
        try {
            file.close();
        } catch (IOException e) {
            // All that counts in it was forced before.
            return;
        } finally {
            file = null;
        }
    }

    /** Lets a stalled batch try once more. Any thread. */
    void retry() {
        stalled = false;
    }

    /** The durable end, exclusive. */
    long end() {
        return end;
    }

    /** Why nothing can be written, empty if it can. */
    String trouble() {
        return trouble;
    }

    /** Whether the next batch has to wait for a spare, as far as is known. */
    boolean isStarved() {
        return starved;
    }

    boolean isIdle() {
        return batch.isEmpty() && queue.isEmpty();
    }

    void close() {
        leaveActive();
    }
}
