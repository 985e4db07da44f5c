package io.fivenines.coordinator.uptime.hub;

import io.fivenines.coordinator.uptime.Coverage;
import io.fivenines.coordinator.uptime.Month;
import io.fivenines.coordinator.uptime.State;
import io.fivenines.coordinator.uptime.Subject;
import io.fivenines.coordinator.uptime.figures.Objective;
import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** What Prometheus is shown of a hub, made when it asks. A state is 0 up, 1 unknown, 2 down. */
public final class LedgerGauges extends Collector {
    private static final String PREFIX = "fivenines_uptime_";
    private static final List<String> LABELS = List.of("datacenter", "endpoint");
    /** A location that was silent for so long has no prober any more. */
    private static final long GONE_MS = Duration.ofDays(7).toMillis();

    private static final double SECOND_MS = 1000.0;

    private final Hub hub;
    private final Objective objective;
    private final InstantSource clock;

    public LedgerGauges(Hub hub, Objective objective, InstantSource clock) {
        this.hub = hub;
        this.objective = objective;
        this.clock = clock;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        long nowMs = clock.millis();
        GaugeMetricFamily state = family("state", "0 up, 1 unknown, 2 down.");
        GaugeMetricFamily up = family("month_up_seconds", "Up in the running month, in UTC.");
        GaugeMetricFamily down = family("month_down_seconds", "Down in the running month, in UTC.");
        GaugeMetricFamily unknown = family(
                "month_unknown_seconds",
                "Neither up nor down in the running month, in UTC: too few locations vouch for it.");
        GaugeMetricFamily left = family(
                "month_budget_left_seconds",
                "Of the downtime that the objective allows for the watched time of the running month; below 0 once more"
                        + " was spent.");
        for (Subject subject : hub.subjects()) {
            List<String> labels = List.of(subject.datacenter(), subject.endpoint());
            Coverage month = month(subject, nowMs);
            state.addMetric(labels, number(hub.state(subject)));
            up.addMetric(labels, month.upMs() / SECOND_MS);
            down.addMetric(labels, month.downMs() / SECOND_MS);
            unknown.addMetric(labels, month.unknownMs() / SECOND_MS);
            left.addMetric(labels, objective.leftMs(month) / SECOND_MS);
        }
        return List.of(state, up, down, unknown, left, ages(nowMs));
    }

    private static GaugeMetricFamily family(String name, String help) {
        return new GaugeMetricFamily(PREFIX + name, help, LABELS);
    }

    private Coverage month(Subject subject, long nowMs) {
        String running = Rows.monthOf(nowMs);
        return hub.months(subject).stream()
                .filter(month -> month.month().equals(running))
                .map(Month::coverage)
                .reduce(Coverage.NONE, Coverage::plus);
    }

    private static int number(State state) {
        return switch (state) {
            case UP -> 0;
            case UNKNOWN -> 1;
            case DOWN -> 2;
        };
    }

    private GaugeMetricFamily ages(long nowMs) {
        GaugeMetricFamily ages = new GaugeMetricFamily(
                PREFIX + "prober_age_seconds",
                "Since the end of the last round that came of a location, for a week.",
                List.of("location"));
        hub.heardMs().forEach((location, heardMs) -> {
            long ageMs = Math.max(0, nowMs - heardMs);
            if (ageMs < GONE_MS) {
                ages.addMetric(List.of(location), ageMs / SECOND_MS);
            }
        });
        return ages;
    }
}
