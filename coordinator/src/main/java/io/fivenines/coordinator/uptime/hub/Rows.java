package io.fivenines.coordinator.uptime.hub;

import io.fivenines.coordinator.cluster.Records;
import io.fivenines.coordinator.uptime.Coverage;
import io.fivenines.coordinator.uptime.Month;
import io.fivenines.coordinator.uptime.Subject;
import io.fivenines.coordinator.uptime.keep.LineFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Monthly rows on disk, for ever. A row that changes, because rounds came late, is added anew: the last one counts, and
 * what was said before stays to be read. Not safe for threads.
 */
final class Rows implements AutoCloseable {
    private final LineFile file;
    private final Map<Subject, NavigableMap<String, Month>> rows = new TreeMap<>();
    /** The day each row was last written on. */
    private final Map<Month, Long> writtenDay = new HashMap<>();

    private Rows(LineFile file) {
        this.file = file;
    }

    static Rows open(Path path) throws IOException {
        LineFile file = LineFile.open(path);
        Rows rows = new Rows(file);
        try {
            file.read(0, (text, next) -> {
                rows.put(Records.read(text, Month.class));
                return true;
            });
            return rows;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private void put(Month row) {
        rows.computeIfAbsent(row.subject(), subject -> new TreeMap<>()).put(row.month(), row);
    }

    Set<Subject> subjects() {
        return new TreeSet<>(rows.keySet());
    }

    Optional<Month> row(Subject subject, String month) {
        return Optional.ofNullable(of(subject).get(month));
    }

    /** The subject's, oldest first. */
    Collection<Month> rows(Subject subject) {
        return of(subject).values();
    }

    private NavigableMap<String, Month> of(Subject subject) {
        return rows.getOrDefault(subject, new TreeMap<>());
    }

    /** Where the subject's first row begins to count; -1 if there is none. */
    long sinceMs(Subject subject) {
        NavigableMap<String, Month> all = of(subject);
        return all.isEmpty() ? -1 : beginMs(all.firstEntry().getValue());
    }

    private static long beginMs(Month row) {
        Coverage covered = row.coverage();
        return Math.max(
                startMs(row.month()),
                startMs(after(row.month())) - covered.upMs() - covered.downMs() - covered.unknownMs());
    }

    /** Writes those that say something new; that of the month that runs once a day. */
    void write(List<Month> now, long nowMs) throws IOException {
        List<Month> changed = new ArrayList<>();
        long day = nowMs / 86_400_000;
        for (Month row : now) {
            Month before = of(row.subject()).get(row.month());
            boolean runs = startMs(after(row.month())) > nowMs;
            if (before == null || !before.equals(row) && !(runs && writtenDay.getOrDefault(before, -1L) == day)) {
                changed.add(row);
            }
        }
        if (!changed.isEmpty()) {
            file.append(changed.stream().map(Records::bytes).toList());
            for (Month row : changed) {
                writtenDay.remove(of(row.subject()).get(row.month()));
                writtenDay.put(row, day);
                put(row);
            }
        }
    }

    static String monthOf(long ms) {
        return YearMonth.from(Instant.ofEpochMilli(ms).atOffset(ZoneOffset.UTC)).toString();
    }

    static String after(String month) {
        return YearMonth.parse(month).plusMonths(1).toString();
    }

    static long startMs(String month) {
        return YearMonth.parse(month)
                .atDay(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .toEpochMilli();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
