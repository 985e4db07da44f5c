package io.fivenines.gateway.journal.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final long HOUR_MS = Duration.ofHours(1).toMillis();

    private final Retention retention = new Retention(Duration.ofHours(10), 100);

    @Test
    void shouldLetGoWhatIsTooOld() {
        List<Segment> segments = List.of(segment(0, 1, 10), segment(1, 5, 10), segment(2, 12, 10));
        assertThat(retention.expired(segments, 11 * HOUR_MS)).isEmpty();
        assertThat(retention.expired(segments, 12 * HOUR_MS)).isEqualTo(segments.subList(0, 1));
        assertThat(retention.expired(segments, 16 * HOUR_MS)).isEqualTo(segments.subList(0, 2));
    }

    @Test
    void shouldLetGoOfTheOldestUntilTheRestIsSmallEnough() {
        List<Segment> segments = List.of(segment(0, 1, 40), segment(1, 1, 40), segment(2, 1, 40), segment(3, 1, 50));
        assertThat(retention.expired(segments, HOUR_MS)).isEqualTo(segments.subList(0, 2));
    }

    @Test
    void shouldNeverLetGoOfTheLast() {
        List<Segment> segments = List.of(segment(0, 1, 400), segment(1, 1, 400));
        assertThat(retention.expired(segments, 100 * HOUR_MS)).isEqualTo(segments.subList(0, 1));
        assertThat(retention.expired(List.of(), 100 * HOUR_MS)).isEmpty();
    }

    @Test
    void shouldKeepWhatCannotBeReadAsLongAsWhatFollows() {
        Segment unreadable = new Segment(new SegmentHeader(0, 0, 0, 0), Span.empty(0), null, 10);
        List<Segment> segments = List.of(unreadable, segment(1, 5, 10), segment(2, 30, 10));
        assertThat(retention.expired(segments, 12 * HOUR_MS)).isEmpty();
        assertThat(retention.expired(segments, 16 * HOUR_MS)).isEqualTo(segments.subList(0, 2));
    }

    private static Segment segment(long first, long storedAtHour, long bytes) {
        Span span = new Span(first, first + 1, 9000, 0, 0, storedAtHour * HOUR_MS);
        return new Segment(new SegmentHeader(first, first, first, 0), span, null, bytes);
    }
}
