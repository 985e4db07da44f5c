package io.fivenines.gateway.journal;

import java.util.Arrays;

/**
 * Where a reader of the whole journal stands: for each part of it, which entry of that part comes next. A journal on
 * one disk has one part, and there it is the position.
 */
public final class Place {
    private static final String TEXT = "[0-9]{1,18}(\\.[0-9]{1,18})*";
    private static final int PARTS_MAX = 1024;

    private final long[] next;

    private Place(long[] next) {
        this.next = next;
    }

    public static Place of(long... next) {
        return new Place(next.clone());
    }

    /** What {@link #toString()} made, null if it did not make that. */
    public static Place parse(String text) {
        if (!text.matches(TEXT)) {
            return null;
        }
        long[] next =
                Arrays.stream(text.split("\\.", -1)).mapToLong(Long::parseLong).toArray();
        return next.length > PARTS_MAX ? null : new Place(next);
    }

    public int parts() {
        return next.length;
    }

    /** What comes next in a part; in one that was added later, its first. */
    public long at(int part) {
        return part < next.length ? next[part] : 0;
    }

    /** How many entries lie between, none counted where the other is before this. */
    public long entriesTo(Place other) {
        long entries = 0;
        for (int part = 0; part < other.next.length; part++) {
            entries += Math.max(0, other.next[part] - at(part));
        }
        return entries;
    }

    /** Whether it is in no part behind the end. */
    public boolean isWithin(Place end) {
        for (int part = 0; part < next.length; part++) {
            if (part >= end.next.length || next[part] > end.next[part]) {
                return false;
            }
        }
        return true;
    }

    /** About so many entries before this, of every part as many, and not before the first. */
    public Place back(long entries, Place first) {
        long[] earlier = next.clone();
        for (int part = 0; part < earlier.length; part++) {
            earlier[part] = Math.max(first.at(part), earlier[part] - entries / earlier.length);
        }
        return new Place(earlier);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Place place && Arrays.equals(next, place.next);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(next);
    }

    /** The numbers of all parts, with dots between. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (long one : next) {
            text.append(text.isEmpty() ? "" : ".").append(one);
        }
        return text.toString();
    }
}
