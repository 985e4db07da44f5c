package io.fivenines.gateway.journal.local;

import java.util.ArrayList;
import java.util.List;

/** The segments in order. Readers take the list as it is at a moment; writer and upkeep replace it. */
final class Segments {
    private volatile List<Segment> list;

    Segments(List<Segment> list) {
        this.list = List.copyOf(list);
    }

    List<Segment> list() {
        return list;
    }

    /** Adds at the end, in place of any that it begins before: recovery writes a doubtful last batch once more. */
    synchronized void add(Segment segment) {
        List<Segment> longer = new ArrayList<>(list);
        longer.removeIf(older -> older.first() >= segment.first());
        longer.add(segment);
        list = List.copyOf(longer);
    }

    synchronized void remove(Segment segment) {
        List<Segment> shorter = new ArrayList<>(list);
        shorter.remove(segment);
        list = List.copyOf(shorter);
    }

    /** The segment that has this position, else the one after it, null if everything is before. */
    Segment holding(long position) {
        List<Segment> now = list;
        int low = 0;
        int high = now.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (now.get(middle).span().next() <= position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        while (low < now.size() && now.get(low).span().isEmpty()) {
            low++;
        }
        return low == now.size() ? null : now.get(low);
    }

    /** The oldest position there is, {@code end} if there is none. */
    long first(long end) {
        for (Segment segment : list) {
            if (!segment.span().isEmpty()) {
                return segment.first();
            }
        }
        return end;
    }

    long bytes() {
        return list.stream().mapToLong(Segment::fileBytes).sum();
    }
}
