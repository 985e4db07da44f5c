package io.fivenines.coordinator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ten days of `fivenines year`, with each kind of trouble at least once. */
@Tag("long")
@Timeout(300)
class YearTest {
    private static final int DAYS = 10;

    @TempDir
    Path folder;

    @BeforeAll
    static void quietly() {
        Trial.quietly();
    }

    @Test
    void shouldCountEachOutageNoLessThanCustomersHadItAndAtMostAnIntervalMore() throws Exception {
        Instant begin = Instant.parse("2026-01-01T00:00:00Z");
        Year.Plan plan = new Year.Plan(3, DAYS, 600_000, 60_000, begin, folder);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        try (Year year = new Year(plan)) {
            List<Year.Outcome> outcomes = year.run();
            boolean right = new YearReport(plan, out).print(year, outcomes);
            assertThat(right).as(printed.toString(StandardCharsets.UTF_8)).isTrue();
            assertThat(year.quietDay()).hasSize(2).allSatisfy(day -> {
                assertThat(day.downMs() + day.unknownMs()).isZero();
                assertThat(day.upMs()).isBetween(Almanac.DAY_MS - plan.intervalMs(), Almanac.DAY_MS);
            });
            assertThat(outcomes)
                    .filteredOn(one -> one.kind() == Almanac.Kind.BAD_RELEASE)
                    .hasSize(2)
                    .allMatch(one -> one.countedMs() >= 300_000);
            assertThat(year.hub().subjects())
                    .as("what a single location saw")
                    .anyMatch(subject ->
                            !year.hub().notices(subject, 0, Long.MAX_VALUE).isEmpty());
        }
    }
}
