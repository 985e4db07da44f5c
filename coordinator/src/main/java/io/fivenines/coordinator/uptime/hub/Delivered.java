package io.fivenines.coordinator.uptime.hub;

import io.fivenines.coordinator.uptime.Evidence;
import java.util.List;

/**
 * What a prober sends.
 *
 * @param after up to which number the hub has said it has them; 0 to ask
 * @param rounds and gaps, in order, those after that; none to ask
 */
public record Delivered(String location, long after, List<Evidence> rounds) {
    /** More do not fit a request. */
    public static final int ROUNDS_MAX = 500;

    public Delivered {
        if (location == null || location.isEmpty()) {
            throw new IllegalArgumentException("location '" + location + "', expected the prober's");
        }
        rounds = rounds == null ? List.of() : List.copyOf(rounds);
        if (rounds.size() > ROUNDS_MAX) {
            throw new IllegalArgumentException(rounds.size() + " rounds, expected at most " + ROUNDS_MAX);
        }
    }
}
