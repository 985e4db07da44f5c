package io.fivenines.coordinator.uptime;

import java.util.List;

/**
 * A time that counts as down, or, as a notice, one that some locations saw as down and too few of them for that.
 *
 * @param fromMs from where it counts
 * @param toMs the first moment after it; of an open one, as far as it is known to last
 * @param open whether it lasts
 * @param sights the locations that saw it and what they saw
 */
public record Incident(Subject subject, long fromMs, long toMs, boolean open, List<Sight> sights) {
    public Incident {
        sights = List.copyOf(sights);
    }

    /** What to call it; that of a notice is its own, too. It changes only if a late round changes where it begins. */
    public String id() {
        return subject.datacenter() + ":" + subject.endpoint() + ":" + fromMs;
    }

    /** When the first attempt failed that anybody made. */
    public long failedMs() {
        return sights.stream().mapToLong(Sight::failedMs).min().orElse(fromMs);
    }

    public long ms() {
        return toMs - fromMs;
    }
}
