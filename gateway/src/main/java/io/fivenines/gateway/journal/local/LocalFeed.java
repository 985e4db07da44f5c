package io.fivenines.gateway.journal.local;

import io.fivenines.gateway.journal.Cursor;
import io.fivenines.gateway.journal.Entry;
import io.fivenines.gateway.journal.Feed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/** A feed of the journal on this machine: all entries, and a file that says how far. */
final class LocalFeed implements Feed {
    private final FeedFile file;
    private final LongFunction<Cursor> cursors;
    private final LongSupplier first;
    private final LongSupplier end;
    private final Runnable onClose;
    private Cursor cursor;
    private long committed;
    /** Behind the last entry moved to. */
    private long behind;
    /** Below this, what retention removed is counted. */
    private long accounted;

    private long skipped;
    private long oldest = -1;
    private long oldestStoredAtMs;

    /**
     * Goes on where the file says.
     *
     * @param cursors opens one at a position
     * @param first the oldest position that retention has left
     * @param end the durable end of now
     */
    LocalFeed(
            FeedFile file,
            DamageLog damages,
            LongFunction<Cursor> cursors,
            LongSupplier first,
            LongSupplier end,
            Runnable onClose)
            throws IOException {
        this.file = file;
        this.cursors = cursors;
        this.first = first;
        this.end = end;
        this.onClose = onClose;
        long remembered = file.read(damages);
        // Beyond the end only if the end itself is lost; waiting there would pass over what is stored next.
        committed = Math.min(remembered, end.getAsLong());
        // What was gone before a new feed began was never to be delivered by it.
        accounted = remembered == 0 ? first.getAsLong() : 0;
        behind = committed;
        cursor = cursors.apply(committed);
    }

    @Override
    public boolean next() {
        if (!cursor.next()) {
            return false;
        }
        long position = cursor.position();
        if (position < accounted) {
            // Its segment is gone, but was still open here.
            skipped--;
        } else if (position > behind) {
            account(Math.min(position, first.getAsLong()));
        }
        behind = position + 1;
        if (oldest < committed) {
            oldest = position;
            oldestStoredAtMs = cursor.storedAtMs();
        }
        return true;
    }

    /** Counts what is gone below {@code to}; between two entries that are there nothing was removed. */
    private void account(long to) {
        long from = Math.max(behind, accounted);
        if (to > from) {
            skipped += to - from;
            accounted = to;
        }
    }

    @Override
    public String position() {
        return Long.toString(cursor.position());
    }

    @Override
    public long storedAtMs() {
        return cursor.storedAtMs();
    }

    @Override
    public long timeMs() {
        return cursor.timeMs();
    }

    @Override
    public ByteBuffer key() {
        return cursor.key();
    }

    @Override
    public ByteBuffer payload() {
        return cursor.payload();
    }

    @Override
    public void commit() {
        if (behind == committed) {
            return;
        }
        try {
            file.write(behind);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        committed = behind;
    }

    @Override
    public void rewind() {
        cursor.close();
        cursor = cursors.apply(committed);
        behind = committed;
    }

    @Override
    public Lag lag() {
        long left = first.getAsLong();
        account(left);
        long from = Math.max(committed, left);
        long now = end.getAsLong();
        if (from >= now) {
            return new Lag(0, Entry.NO_TIME, skipped);
        }
        if (oldest < from) {
            look(from);
        }
        return new Lag(now - from, oldestStoredAtMs, skipped);
    }

    private void look(long from) {
        try (Cursor at = cursors.apply(from)) {
            oldest = at.next() ? at.position() : -1;
            oldestStoredAtMs = oldest < 0 ? Entry.NO_TIME : at.storedAtMs();
        }
    }

    @Override
    public void close() {
        cursor.close();
        onClose.run();
    }
}
