package io.fivenines.coordinator.uptime.figures;

import io.fivenines.coordinator.uptime.Coverage;
import io.fivenines.coordinator.uptime.Incident;
import io.fivenines.coordinator.uptime.Ledger;
import io.fivenines.coordinator.uptime.Month;
import io.fivenines.coordinator.uptime.Subject;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The service as a whole: down whenever any endpoint of any datacenter is, so that a partial outage counts in full, and
 * two at the same time count once. Unknown is what is unknown of each endpoint, added up: that may be too much, for
 * they may have been unknown at the same time, but it never takes unknown time for up; and it stays the same once
 * rounds are gone.
 */
public final class Whole {
    private final Map<YearMonth, List<Coverage>> rows = new TreeMap<>();
    private final List<Incident> incidents = new ArrayList<>();

    private Whole() {}

    /** The history of all subjects of a ledger together. */
    public static History of(Ledger ledger) {
        Whole whole = new Whole();
        for (Subject subject : ledger.subjects()) {
            ledger.months(subject).forEach(whole::add);
        }
        return whole.history();
    }

    /** The history of one subject. */
    public static History of(Ledger ledger, Subject subject) {
        TreeMap<YearMonth, Coverage> months = new TreeMap<>();
        for (Month month : ledger.months(subject)) {
            months.merge(YearMonth.parse(month.month()), month.coverage(), Coverage::plus);
        }
        return new History(months);
    }

    private void add(Month month) {
        rows.computeIfAbsent(YearMonth.parse(month.month()), key -> new ArrayList<>())
                .add(month.coverage());
        incidents.addAll(month.incidents());
    }

    private History history() {
        incidents.sort(Comparator.comparingLong(Incident::fromMs));
        TreeMap<YearMonth, Coverage> months = new TreeMap<>();
        rows.forEach((month, coverages) -> months.put(month, together(month, coverages)));
        return new History(months);
    }

    private Coverage together(YearMonth month, List<Coverage> coverages) {
        long lengthMs = 0;
        // What a row holds no more incidents of, it still has the sum of.
        long downMs = unionMs(startMs(month), startMs(month.plusMonths(1)));
        long unknownMs = 0;
        for (Coverage one : coverages) {
            lengthMs = Math.max(lengthMs, one.upMs() + one.downMs() + one.unknownMs());
            downMs = Math.max(downMs, one.downMs());
            unknownMs += one.unknownMs();
        }
        downMs = Math.min(downMs, lengthMs);
        unknownMs = Math.min(unknownMs, lengthMs - downMs);
        return new Coverage(lengthMs - downMs - unknownMs, downMs, unknownMs);
    }

    private static long startMs(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    /** How long anything was down between these. */
    private long unionMs(long fromMs, long toMs) {
        long sum = 0;
        long reached = fromMs;
        for (Incident incident : incidents) {
            long start = Math.max(reached, incident.fromMs());
            long end = Math.min(toMs, incident.toMs());
            if (start < end) {
                sum += end - start;
                reached = end;
            }
        }
        return sum;
    }
}
