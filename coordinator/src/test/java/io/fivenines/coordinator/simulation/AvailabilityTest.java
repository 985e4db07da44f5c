package io.fivenines.coordinator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Years of faults, one after the other, as trackers see them. */
@Tag("long")
@Timeout(600)
class AvailabilityTest {
    /** Two a day: each the loss, standstill or cut of a host, a process, a link, a site, or ZooKeeper. */
    private static final int FAULTS_A_YEAR = 730;

    private static final int YEARS = 2;
    private static final double PROMISED = 0.99999;
    private static final long YEAR_MS = Duration.ofDays(365).toMillis();
    /** Being out ends by a failover and not by the end of the fault, so a longer fault costs no more. */
    private static final long LONGEST_OUT_MS = 10_000;

    @BeforeAll
    static void quietly() {
        Trial.quietly();
    }

    @Test
    void shouldKeepThePromiseInEveryYearOfFaults() {
        Map<Fault.Kind, Long> outMs = new EnumMap<>(Fault.Kind.class);
        double least = 1;
        long longestOutMs = 0;
        for (int year = 0; year < YEARS; year++) {
            double outOfYearMs = 0;
            for (int fault = 0; fault < FAULTS_A_YEAR; fault++) {
                long seed = (long) year * FAULTS_A_YEAR + fault;
                Trial trial = Trial.single(seed);
                Trial.Outcome outcome = trial.run(new Doctrine());
                assertThat(outcome.violation()).as("%s", trial).isNull();
                assertThat(outcome.longestOutMs()).as("%s", trial).isLessThanOrEqualTo(LONGEST_OUT_MS);
                longestOutMs = Math.max(longestOutMs, outcome.longestOutMs());
                outMs.merge(trial.faults().get(0).kind(), Math.round(outcome.outMs()), Long::sum);
                outOfYearMs += outcome.outMs();
            }
            least = Math.min(least, 1 - outOfYearMs / YEAR_MS);
        }
        System.out.printf(
                "%d years of %d faults: in the worst an endpoint was available for %.5f %% of the time, the longest"
                        + " it was out was %d ms; ms by fault: %s%n",
                YEARS, FAULTS_A_YEAR, least * 100, longestOutMs, outMs);
        assertThat(outMs.values().stream().mapToLong(Long::longValue).sum()).isPositive();
        assertThat(least).isGreaterThanOrEqualTo(PROMISED);
    }
}
