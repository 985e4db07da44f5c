package io.fivenines.coordinator.cluster;

import java.util.Map;

/**
 * What the leader has decided, at {@link Paths#plan}. Whoever acts on it refuses one of an older epoch, or of the
 * same epoch and a lower number, than the newest it has seen.
 *
 * @param epoch of the leader that wrote it
 * @param number counts up with every change, over all epochs
 * @param addresses each virtual address
 * @param endpoints each host name that trackers are configured with
 * @param reason of the newest step, in words for an operator
 * @param sinceMs the leader's clock
 */
public record Plan(
        long epoch,
        long number,
        Map<String, Ownership> addresses,
        Map<String, Target> endpoints,
        String reason,
        long sinceMs) {
    /** Before there was any leader. */
    public static final Plan NONE = new Plan(0, 0, Map.of(), Map.of(), "no leader has decided anything yet", 0);

    public Plan {
        addresses = Sorted.copy(addresses);
        endpoints = Sorted.copy(endpoints);
    }

    /** Whether this one is to be obeyed by whom has obeyed the other. */
    public boolean isAfter(Plan other) {
        return epoch > other.epoch || epoch == other.epoch && number > other.number;
    }
}
