package io.fivenines.coordinator.health;

/**
 * Whose word it takes to call something red.
 *
 * @param observers how many are configured; more than half of them must say so, whether or not all are there
 * @param places where they stand; they must say so in two of them, if there are two
 * @param staleMs an observation that arrived longer ago does not count
 */
public record Quorum(int observers, int places, long staleMs) {
    public Quorum {
        if (observers < 1 || places < 1 || places > observers) {
            throw new IllegalArgumentException(
                    observers + " observers in " + places + " places, expected at least 1 and no more places");
        }
        if (staleMs <= 0) {
            throw new IllegalArgumentException("stale after " + staleMs + " ms, expected more than 0");
        }
    }

    /** How many must agree while so many are heard. */
    int majority(int heard) {
        return Math.max(observers, heard) / 2 + 1;
    }

    int placesNeeded() {
        return Math.min(2, places);
    }
}
