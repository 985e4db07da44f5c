package io.fivenines.coordinator.uptime.keep;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.coordinator.uptime.Gap;
import io.fivenines.coordinator.uptime.Subject;
import io.fivenines.coordinator.uptime.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundLogTest {
    private static final Subject SUBJECT = new Subject("eu", "eu.gw.example.com");
    private static final long NOW = Instant.parse("2026-11-29T12:00:00Z").toEpochMilli();
    private static final long DAY = 86_400_000;

    @TempDir
    Path folder;

    private RoundLog open() throws IOException {
        return RoundLog.open(folder, new RoundLog.Limits(Duration.ofDays(90), 1 << 20));
    }

    private static void append(RoundLog log, long sequence, long nowMs) throws IOException {
        append(log, sequence, nowMs, 1);
    }

    /** As many of one number, half a KiB each. */
    private static void append(RoundLog log, long sequence, long nowMs, int count) throws IOException {
        String words = "x".repeat(300);
        Gap gap = new Gap("fra", sequence, SUBJECT, 0, nowMs, nowMs, Verdict.VOID, false, words);
        log.append(Collections.nCopies(count, gap), nowMs);
    }

    /** Each number once. */
    private static Set<Long> from(RoundLog log, RoundLog.Cursor cursor) throws IOException {
        Set<Long> sequences = new LinkedHashSet<>();
        log.read(cursor, (one, next) -> {
            sequences.add(one.sequence());
            return true;
        });
        return sequences;
    }

    private List<String> files() throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void shouldAddToTheFileOfTheDayInOrderThoughTheClockWasDaysAhead() throws Exception {
        try (RoundLog log = open()) {
            append(log, 1, NOW);
            append(log, 2, NOW + 10 * DAY);
            RoundLog.Cursor[] behind = new RoundLog.Cursor[1];
            log.read(RoundLog.Cursor.BEGINNING, (one, next) -> {
                behind[0] = next;
                return true;
            });
            append(log, 3, NOW);
            assertThat(from(log, behind[0])).containsExactly(3L);
        }
        try (RoundLog log = open()) {
            append(log, 4, NOW);
            append(log, 5, NOW + DAY);
            append(log, 6, NOW + 11 * DAY);
            assertThat(from(log, RoundLog.Cursor.BEGINNING)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
            assertThat(from(log, log.day(NOW + DAY))).containsExactly(2L, 3L, 4L, 5L, 6L);
            assertThat(from(log, log.day(NOW + 11 * DAY))).containsExactly(6L);
            assertThat(from(log, log.day(NOW + 12 * DAY))).isEmpty();
        }
        assertThat(files())
                .containsExactly(
                        "rounds-20261129.log",
                        "rounds-20261209.log",
                        "rounds.001-20261129.log",
                        "rounds.001-20261130.log",
                        "rounds.001-20261210.log");
    }

    @Test
    void shouldStayInTheNewestFileWhenTheClockIsSetBackOverMidnight() throws Exception {
        try (RoundLog log = open()) {
            append(log, 1, NOW + DAY);
            append(log, 2, NOW);
        }
        assertThat(files()).containsExactly("rounds-20261130.log");
    }

    @Test
    void shouldDropTheOldestForSpaceAndByAgeThoughAFileIsOfDaysToCome() throws Exception {
        try (RoundLog log = open()) {
            append(log, 1, NOW - DAY, 600);
            append(log, 2, NOW + 3650 * DAY);
            append(log, 3, NOW, 1000);
            assertThat(log.prune(NOW)).isFalse();
            append(log, 4, NOW + DAY, 800);
            assertThat(log.prune(NOW + DAY)).isTrue();
            assertThat(from(log, RoundLog.Cursor.BEGINNING)).containsExactly(2L, 3L, 4L);
            assertThat(log.firstMs(NOW + DAY)).isEqualTo(NOW - DAY / 2);
            append(log, 5, NOW + 2 * DAY, 800);
            assertThat(log.prune(NOW + 2 * DAY)).isTrue();
            assertThat(from(log, RoundLog.Cursor.BEGINNING)).containsExactly(4L, 5L);
        }
    }

    @Test
    void shouldDropByAgeWhatStandsBehindAFileOfDaysToCome() throws Exception {
        try (RoundLog log = open()) {
            append(log, 1, NOW + 3650 * DAY);
            append(log, 2, NOW);
            append(log, 3, NOW + 92 * DAY);
            assertThat(log.prune(NOW + 90 * DAY)).isFalse();
            assertThat(log.prune(NOW + 92 * DAY)).isTrue();
            assertThat(from(log, RoundLog.Cursor.BEGINNING)).containsExactly(3L);
        }
    }
}
