package io.fivenines.coordinator.simulation;

import io.fivenines.coordinator.uptime.Coverage;
import io.fivenines.coordinator.uptime.Incident;
import io.fivenines.coordinator.uptime.Ledger;
import io.fivenines.coordinator.uptime.Sight;
import io.fivenines.coordinator.uptime.Subject;
import io.fivenines.coordinator.uptime.figures.History;
import io.fivenines.coordinator.uptime.figures.Percent;
import io.fivenines.coordinator.uptime.figures.Whole;
import java.io.PrintStream;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints a {@link Year}. */
final class YearReport {
    /** Whatever is no longer than that may be missed: nothing is a gap of a line that is not longer. */
    private static final long RESOLUTION_MS = SimLine.LINE.gapMs();

    private final Year.Plan plan;
    private final PrintStream out;

    YearReport(Year.Plan plan, PrintStream out) {
        this.plan = plan;
        this.out = out;
    }

    private static String seconds(long ms) {
        return seconds((double) ms);
    }

    private static String seconds(double ms) {
        return String.format(Locale.ROOT, "%.1f", ms / 1_000);
    }

    private void input(String what, Object value, String from) {
        out.printf("  %-72s %-18s %s%n", what, value, from);
    }

    void inputs() {
        out.printf("A year from %s, seed %d. What goes in:%n", plan.begin(), plan.seed());
        for (Almanac.Kind kind : Almanac.Kind.values()) {
            input(kind.words, kind.aYear + " x " + kind.durationMs / 1_000 + " s", "assumed");
        }
        input(
                "a location's own network is gone",
                Mishaps.BLIND_A_YEAR + " x " + Mishaps.BLIND_MS / 1_000 + " s",
                "assumed");
        input(
                "a location alone does not reach a datacenter",
                Mishaps.ASTRAY_A_YEAR + " x " + Mishaps.ASTRAY_MS / 1_000 + " s",
                "assumed");
        input("the network's delays and clocks' errors", "", "assumed, by seed");
        input("going back to a datacenter, by an operator, is not noticed", "", "assumed");
        input("a clean round's length", Outpost.SHORTEST_MS + " to " + Outpost.LONGEST_MS + " ms", "assumed");
        input(
                "the held lines: a record, a gap, names asked for",
                SimLine.LINE.intervalMs() / 1_000 + " s, over " + SimLine.LINE.gapMs() / 1_000 + " s, 1 s",
                "the default");
        input("planner, detector, election, agents' leases, prober, ledger", "as shipped", "the real code");
        input("a name's time to live", SimResolver.TTL_MS / 1_000 + " s", "the default");
        input(
                "locations, quorum, interval, retry",
                Year.LOCATIONS.size() + ", " + Year.QUORUM + ", " + plan.intervalMs() / 1_000 + " s, "
                        + Year.RETRY_MS / 1_000 + " s",
                "configured");
    }

    /** Prints what came of it; whether all is as it must be. */
    boolean print(Year year, List<Year.Outcome> outcomes) {
        out.printf(
                "%nWhat happened, all times s. Out: of the customers, who ask for names at different times, the one%n"
                        + "who had it worst, and the average one. Counted: by the ledger, from %d rounds and %d parts%n"
                        + "of gaps. Resolution: what takes no longer than %s s may be missed.%n",
                year.rounds(), year.gaps(), seconds(RESOLUTION_MS));
        out.printf(
                "  %-72s %6s %9s %9s %9s %8s %9s%n",
                "", "times", "worst out", "avg. out", "counted", "missed", "longest");
        for (Almanac.Kind kind : Almanac.Kind.values()) {
            row(kind.words, outcomes.stream().filter(one -> one.kind() == kind).toList());
        }
        row("all", outcomes);
        ledger(year.hub());
        return verdict(year, outcomes);
    }

    private void row(String what, List<Year.Outcome> some) {
        List<Year.Outcome> missed = some.stream().filter(Year.Outcome::isMissed).toList();
        out.printf(
                "  %-72s %6d %9s %9s %9s %8d %9s%n",
                what,
                some.size() / Topology.DATACENTERS,
                seconds(some.stream().mapToLong(Year.Outcome::worstMs).sum()),
                seconds(some.stream().mapToDouble(Year.Outcome::meanMs).sum()),
                seconds(some.stream().mapToLong(Year.Outcome::countedMs).sum()),
                missed.size(),
                seconds(missed.stream().mapToLong(Year.Outcome::worstMs).max().orElse(0)));
    }

    private void ledger(Ledger ledger) {
        for (Subject subject : ledger.subjects()) {
            out.printf("%nThe ledger of %s: month, %%, s down, s unknown%n", subject.endpoint());
            history(Whole.of(ledger, subject));
            for (Incident incident : ledger.incidents(subject, 0, Long.MAX_VALUE)) {
                out.printf(
                        "  %s: %s s, first failure after %s s, seen from %s%n",
                        Instant.ofEpochMilli(incident.fromMs()),
                        seconds(incident.ms()),
                        seconds(Math.max(0, incident.failedMs() - incident.fromMs())),
                        incident.sights().stream()
                                .map(Sight::location)
                                .sorted()
                                .distinct()
                                .collect(Collectors.joining(", ")));
            }
        }
        out.printf("%nThe service as a whole%n");
        history(Whole.of(ledger));
    }

    private void history(History history) {
        for (Map.Entry<YearMonth, Coverage> month : history.months().entrySet()) {
            line(month.getKey().toString(), month.getValue());
        }
        line("all", history.all());
    }

    private void line(String name, Coverage coverage) {
        out.printf(
                "  %-8s %10s %9s %9s%n",
                name,
                Percent.up(coverage).map(Percent::text).orElse("unknown"),
                seconds(coverage.downMs()),
                seconds(coverage.unknownMs()));
    }

    private boolean verdict(Year year, List<Year.Outcome> outcomes) {
        List<String> wrong = new ArrayList<>();
        for (Coverage day : year.quietDay()) {
            if (day.downMs() != 0 || day.unknownMs() != 0) {
                wrong.add("the day without a fault has " + day);
            }
        }
        for (Year.Outcome one : outcomes) {
            boolean mayBeMissed = one.countedMs() == 0 && one.worstMs() <= RESOLUTION_MS;
            if (!mayBeMissed && !one.isCounted(plan.intervalMs())) {
                wrong.add(one.toString());
            }
        }
        long counted = outcomes.stream().mapToLong(Year.Outcome::countedMs).sum();
        long down = year.hub().subjects().stream()
                .mapToLong(subject ->
                        year.hub().coverage(subject, 0, Long.MAX_VALUE).downMs())
                .sum();
        if (counted != down) {
            wrong.add(seconds(down) + " s are down, and " + seconds(counted) + " s belong to what happened");
        }
        out.printf("%nA day without faults: %s%n", year.quietDay());
        out.printf(
                "Each outage counted in full and at most with an interval more, or no longer than %s s, and nothing%n"
                        + "counted without one: %s%n",
                seconds(RESOLUTION_MS), wrong.isEmpty() ? "yes" : "NO");
        wrong.forEach(out::println);
        return wrong.isEmpty();
    }
}
