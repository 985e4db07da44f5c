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
            boolean old = oldest.span().storedAtMs() < nowMs - age.toMillis();
            if (!old && total <= bytes) {
                break;
            }
            total -= oldest.fileBytes();
            count++;
        }
        return segments.subList(0, count);
    }
}
