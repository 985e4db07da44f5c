package io.fivenines.gateway.journal.kafka;

import io.fivenines.gateway.journal.Entry;

/**
 * What is remembered beside how far a partition is copied.
 *
 * @param target id of the topic it is copied to, empty if it never was
 * @param from offset there before which nothing lies that is still to be copied
 * @param oldestMs when the first record was stored that is not there, {@link Entry#NO_TIME} if none is known
 */
record Bookmark(String target, long from, long oldestMs) {
    static final Bookmark NONE = new Bookmark("", 0, Entry.NO_TIME);

    private static final String TEXT = "[A-Za-z0-9_-]{1,64} [0-9]{1,18} (-|[0-9]{1,18})";

    /** What {@link #toString()} made; none of anything else. */
    static Bookmark parse(String text) {
        if (text == null || !text.matches(TEXT)) {
            return NONE;
        }
        String[] parts = text.split(" ", -1);
        long oldestMs = parts[2].equals("-") ? Entry.NO_TIME : Long.parseLong(parts[2]);
        return new Bookmark(parts[0], Long.parseLong(parts[1]), oldestMs);
    }

    @Override
    public String toString() {
        return target + " " + from + " " + (oldestMs < 0 ? "-" : oldestMs);
    }
}
