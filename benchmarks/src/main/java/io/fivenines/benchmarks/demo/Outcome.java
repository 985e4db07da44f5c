package io.fivenines.benchmarks.demo;

import io.fivenines.benchmarks.Report;
import io.fivenines.benchmarks.load.Tally;
import org.HdrHistogram.Histogram;

/**
 * What trackers saw of an act, and what their ledgers say after it.
 *
 * @param shownSeconds after the start of the demo the gap was shown
 */
record Outcome(Act act, int severed, Tally seen, boolean allBack, Crowd.Books books, double shownSeconds) {
    private static final double MICROS_PER_MS = 1_000;

    boolean passes() {
        Histogram gaps = seen.gapMicros();
        boolean bounded = act.gapMaxMs() == 0
                ? seen.disconnects() == 0
                : gaps.getMaxValue() <= act.gapMaxMs() * MICROS_PER_MS && gaps.getTotalCount() >= Math.min(1, severed);
        return allBack && bounded && books.held();
    }

    /** The gap, for the spectator. */
    static String gap(Tally seen) {
        Histogram gaps = seen.gapMicros();
        if (gaps.getTotalCount() == 0) {
            return "No tracker lost its connection; the longest wait for an acknowledgement was %.0f ms."
                    .formatted(seen.latencyMicros().getMaxValue() / MICROS_PER_MS);
        }
        return ("%d gaps of trackers, from the last acknowledgement before to the first after: half of them up to"
                        + " %.0f ms, 99 %% up to %.0f ms, the longest %.0f ms.")
                .formatted(
                        gaps.getTotalCount(),
                        gaps.getValueAtPercentile(50) / MICROS_PER_MS,
                        gaps.getValueAtPercentile(99) / MICROS_PER_MS,
                        gaps.getMaxValue() / MICROS_PER_MS);
    }

    /** The ledgers, for the spectator. */
    String ledger() {
        return "%,d records acknowledged so far, %d lost, %d there twice%s."
                .formatted(
                        books.balance().acked(),
                        books.balance().lost(),
                        books.balance().duplicated(),
                        books.held() ? "" : "; the books do not balance: " + books.balance());
    }

    void report(Report report) {
        report.put("severed", severed)
                .put("gaps", seen.gapMicros().getTotalCount())
                .putMs("gap_ms", seen.gapMicros())
                .put("disconnects", seen.disconnects())
                .put("acked", books.balance().acked())
                .put("lost", books.balance().lost())
                .put("duplicated", books.balance().duplicated())
                .put("pass", passes());
    }
}
