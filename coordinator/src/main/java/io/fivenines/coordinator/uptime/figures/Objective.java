package io.fivenines.coordinator.uptime.figures;

import io.fivenines.coordinator.uptime.Coverage;

/** What is promised: at least so much of the time that was watched. */
public record Objective(Percent target) {
    /** How long it may be down; time nobody watched earns nothing. */
    public long budgetMs(Coverage coverage) {
        return target.rest().of(coverage.upMs() + coverage.downMs());
    }

    /** What is left of that; negative once more was spent. */
    public long leftMs(Coverage coverage) {
        return budgetMs(coverage) - coverage.downMs();
    }

    /** Whether it was kept, as far as is known. */
    public boolean isMet(Coverage coverage) {
        return Percent.up(coverage).map(share -> share.compareTo(target) >= 0).orElse(true);
    }
}
