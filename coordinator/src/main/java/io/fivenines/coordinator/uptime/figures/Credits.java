package io.fivenines.coordinator.uptime.figures;

import io.fivenines.coordinator.uptime.Coverage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What customers get back of a month's price when the month was worse than promised. */
public record Credits(List<Step> steps) {
    public static final Credits NONE = new Credits(List.of());

    public Credits {
        List<Step> sorted = new ArrayList<>(steps);
        sorted.sort(Comparator.comparing(Step::below));
        for (int i = 1; i < sorted.size(); i++) {
            Step worse = sorted.get(i - 1);
            Step better = sorted.get(i);
            if (worse.below.compareTo(better.below) == 0 || worse.percent <= better.percent) {
                throw new IllegalArgumentException("credits below " + worse.below.text() + " % gives " + worse.percent
                        + " % and below " + better.below.text() + " % gives " + better.percent
                        + " %, expected more for a worse month");
            }
        }
        steps = List.copyOf(sorted);
    }

    /**
     * One line of the table.
     *
     * @param below what the month's availability must be under, exactly and not as rounded
     * @param percent of the price
     */
    public record Step(Percent below, int percent) {
        public Step {
            if (percent < 1 || percent > 100) {
                throw new IllegalArgumentException("credit " + percent + ", expected 1 to 100 percent");
            }
        }
    }

    /** The percent of the price for such a month: the largest there is for it, else 0. */
    public int of(Coverage month) {
        return Percent.up(month)
                .flatMap(share -> steps.stream()
                        .filter(step -> share.compareTo(step.below) < 0)
                        .findFirst())
                .map(Step::percent)
                .orElse(0);
    }
}
