package io.fivenines.coordinator.uptime.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.coordinator.uptime.Finding;
import io.fivenines.coordinator.uptime.Round;
import io.fivenines.coordinator.uptime.Step;
import io.fivenines.coordinator.uptime.Subject;
import io.fivenines.coordinator.uptime.Verdict;
import io.fivenines.coordinator.uptime.figures.Objective;
import io.fivenines.coordinator.uptime.figures.Percent;
import io.fivenines.coordinator.uptime.keep.RoundLog;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerGaugesTest {
    private static final Subject SUBJECT = new Subject("eu", "eu.gw.example.com");
    private static final long BASE = Instant.parse("2026-11-10T10:00:00Z").toEpochMilli();
    private static final String[] LABELS = {"datacenter", "endpoint"};
    private static final String[] VALUES = {"eu", "eu.gw.example.com"};

    @TempDir
    private Path folder;

    private final CollectorRegistry registry = new CollectorRegistry();
    private long nowMs = BASE;

    private Hub hub() throws IOException {
        RoundLog.Limits limits = new RoundLog.Limits(Duration.ofDays(90), 1 << 30);
        Hub hub = new Hub(new Rules(folder, 1, Duration.ofSeconds(90), limits), () -> Instant.ofEpochMilli(nowMs));
        new LedgerGauges(hub, new Objective(Percent.parse("99")), () -> Instant.ofEpochMilli(nowMs)).register(registry);
        return hub;
    }

    private static Round round(long sequence, int second, Verdict verdict) {
        long beganMs = BASE + second * 1000L;
        Finding finding = new Finding(Step.TRACKER, verdict == Verdict.CLEAN, 5, "");
        return new Round("fra", sequence, SUBJECT, beganMs, beganMs + 500, verdict, List.of(finding));
    }

    private Double value(String name) {
        return registry.getSampleValue("fivenines_uptime_" + name, LABELS, VALUES);
    }

    private Double age() {
        return registry.getSampleValue(
                "fivenines_uptime_prober_age_seconds", new String[] {"location"}, new String[] {"fra"});
    }

    @Test
    void shouldShowNothingOfWhatNobodyHasProbed() throws Exception {
        try (Hub hub = hub()) {
            assertThat(hub.subjects()).isEmpty();
            assertThat(value("state")).isNull();
            assertThat(age()).isNull();
        }
    }

    @Test
    void shouldShowTheRunningMonthAndItsBudget() throws Exception {
        try (Hub hub = hub()) {
            nowMs = BASE + 300_000;
            hub.take(
                    "fra",
                    0,
                    List.of(
                            round(1, 0, Verdict.CLEAN),
                            round(2, 60, Verdict.FAILED),
                            round(3, 120, Verdict.FAILED),
                            round(4, 180, Verdict.CLEAN),
                            round(5, 240, Verdict.CLEAN),
                            round(6, 299, Verdict.CLEAN)));
            assertThat(value("state")).isZero();
            // Down from the end of the last clean round to the end of the next.
            assertThat(value("month_down_seconds")).isEqualTo(180.0);
            assertThat(value("month_up_seconds")).isEqualTo(120.0);
            assertThat(value("month_unknown_seconds")).isZero();
            assertThat(value("month_budget_left_seconds")).isEqualTo(3.0 - 180.0);
            assertThat(age()).isEqualTo(0.5);
        }
    }

    @Test
    void shouldDescribeEachMetricInItsOwnWords() throws Exception {
        try (Hub hub = hub()) {
            assertThat(hub.subjects()).isEmpty();
            assertThat(Collections.list(registry.metricFamilySamples()))
                    .extracting(family -> family.help)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void shouldShowHowLongAProberHasBeenSilentAndForgetOneThatIsGone() throws Exception {
        try (Hub hub = hub()) {
            hub.take("fra", 0, List.of(round(1, 0, Verdict.CLEAN)));
            nowMs = BASE + 600_500;
            assertThat(age()).isEqualTo(600.0);
            assertThat(value("state")).isEqualTo(1.0);
            nowMs = BASE + Duration.ofDays(8).toMillis();
            assertThat(age()).isNull();
        }
    }
}
