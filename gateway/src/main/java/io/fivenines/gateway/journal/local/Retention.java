package io.fivenines.gateway.journal.local;

import java.time.Duration;
import java.util.List;

/** Decides what is old enough to go: whole segments from the oldest on, and never the last. */
record Retention(Duration age, long bytes) {
    List<Segment> expired(List<Segment> segments, long nowMs) {
        long total = segments.stream().mapToLong(Segment::fileBytes).sum();
        int count = 0;
        while (count < segments.size() - 1) {
            Segment oldest = segments.get(count);
            boolean old = storedAtMs(segments, count) < nowMs - age.toMillis();
            if (!old && total <= bytes) {
                break;
            }
            total -= oldest.fileBytes();
            count++;
        }
        return segments.subList(0, count);
    }

    /** One that nothing can be read from is as old as the next that something can. */
    private static long storedAtMs(List<Segment> segments, int index) {
        return segments.stream()
                .skip(index)
                .map(Segment::span)
                .filter(span -> !span.isEmpty())
                .mapToLong(Span::storedAtMs)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }
}
