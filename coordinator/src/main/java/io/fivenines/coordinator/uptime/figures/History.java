package io.fivenines.coordinator.uptime.figures;

import io.fivenines.coordinator.uptime.Coverage;
import java.time.YearMonth;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What became of each calendar month, in UTC. */
public record History(SortedMap<YearMonth, Coverage> months) {
    public History {
        months = Collections.unmodifiableSortedMap(new TreeMap<>(months));
    }

    public Coverage month(YearMonth month) {
        return months.getOrDefault(month, Coverage.NONE);
    }

    public SortedMap<Integer, Coverage> years() {
        SortedMap<Integer, Coverage> years = new TreeMap<>();
        for (Map.Entry<YearMonth, Coverage> month : months.entrySet()) {
            years.merge(month.getKey().getYear(), month.getValue(), Coverage::plus);
        }
        return years;
    }

    /** Since the beginning. */
    public Coverage all() {
        return months.values().stream().reduce(Coverage.NONE, Coverage::plus);
    }
}
