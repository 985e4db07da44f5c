package io.fivenines.gateway.journal.local;

import io.fivenines.gateway.journal.Cursor;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** What a journal has promised so far, over all its lives, and the check that it keeps it. */
final class JournalHistory {
    private final NavigableMap<Long, String> completed = new TreeMap<>();
    private final NavigableMap<Long, String> readable = new TreeMap<>();
    private final NavigableMap<Long, String> owed = new TreeMap<>();
    private final NavigableMap<Long, Long> storedAt = new TreeMap<>();
    private long first;
    private long followed = -1;

    /** An entry was completed: from now on it must be there. */
    void onCompleted(long position, String payload) {
        String before = readable.putIfAbsent(position, payload);
        expect(
                before == null || before.equals(payload),
                () -> "position " + position + " was " + before + ", now " + payload);
        expect(completed.putIfAbsent(position, payload) == null, () -> "position " + position + " completed twice");
        owed.put(position, payload);
    }

    /** Retention let go of what is before. Going back is allowed: a crash may undo a deletion. */
    void onFirst(long position) {
        first = Math.max(first, position);
        completed.headMap(first).clear();
        owed.headMap(first).clear();
    }

    long first() {
        return first;
    }

    /** What somebody reads who never looks back and begins after a crash where he was: everything, once. */
    void follow(Cursor cursor) {
        while (cursor.next()) {
            expect(cursor.position() > followed, () -> "followed to " + followed + ", then " + cursor.position());
            followed = cursor.position();
            expect(
                    Workbench.text(cursor.payload()).equals(readable.get(followed)),
                    () -> "other content at " + followed);
            owed.remove(followed);
        }
        expect(
                owed.headMap(followed).isEmpty(),
                () -> "passed over " + owed.headMap(followed).keySet());
    }

    /** When the last entry up to a position was stored. */
    long storedAtMs(long position) {
        Map.Entry<Long, Long> entry = storedAt.floorEntry(position);
        return entry == null ? Long.MIN_VALUE : entry.getValue();
    }

    long followed() {
        return followed;
    }

    /** Everything promised is there, in order, as it was written, up to an end that a failing disk may hold back. */
    void check(Cursor cursor, long end) {
        Set<Long> missing = new HashSet<>(completed.headMap(end).keySet());
        long last = -1;
        long lastStoredAtMs = Long.MIN_VALUE;
        while (cursor.next()) {
            checkEntry(cursor, last, lastStoredAtMs, end);
            last = cursor.position();
            lastStoredAtMs = cursor.storedAtMs();
            missing.remove(last);
        }
        expect(missing.isEmpty(), () -> "lost completed entries " + new TreeSet<>(missing));
    }

    private void checkEntry(Cursor cursor, long last, long lastStoredAtMs, long end) {
        long position = cursor.position();
        long storedAtMs = cursor.storedAtMs();
        String payload = Workbench.text(cursor.payload());
        expect(position > last, () -> "position " + position + " after " + last);
        expect(position < end, () -> "position " + position + " is not before the end " + end);
        expect(storedAtMs >= lastStoredAtMs, () -> "stored at " + storedAtMs + " after " + lastStoredAtMs);
        String before = readable.putIfAbsent(position, payload);
        expect(before == null || before.equals(payload), () -> position + " was " + before + ", is " + payload);
        storedAt.put(position, storedAtMs);
    }

    /** Where a journal may begin at most after a start: at what it began with before, or empty at its end. */
    long firstPossible() {
        return completed.isEmpty() ? Long.MAX_VALUE : completed.firstKey();
    }

    int completed() {
        return completed.size();
    }

    private static void expect(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise.get());
        }
    }
}
