package io.fivenines.coordinator.redirect;

import java.time.Duration;

/**
 * How long to wait before a try.
 *
 * @param first after the first failure; it doubles with each further one
 * @param longest up to this
 * @param refresh after a success the plan is obeyed again, in case the world has changed; zero for never
 */
public record Patience(Duration first, Duration longest, Duration refresh) {
    public static final Patience DEFAULT =
            new Patience(Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofSeconds(1));

    public Patience {
        if (first.toMillis() < 1 || longest.compareTo(first) < 0 || refresh.isNegative()) {
            throw new IllegalArgumentException("first wait " + first.toMillis() + " ms, longest " + longest.toMillis()
                    + " ms, refresh " + refresh.toMillis() + " ms, expected at least 1 ms, not less than the first, and"
                    + " 0 or more");
        }
    }

    /** @param failures in a row, at least one */
    Duration after(int failures) {
        Duration wait = first;
        for (int i = 1; i < failures && wait.compareTo(longest) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(longest) < 0 ? wait : longest;
    }
}
