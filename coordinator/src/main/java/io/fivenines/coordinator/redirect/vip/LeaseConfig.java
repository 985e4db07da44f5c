package io.fivenines.coordinator.redirect.vip;

import java.time.Duration;

/**
 * How long a host may keep its addresses without hearing from anybody.
 *
 * @param length the same on all hosts: the next owner waits for it
 * @param start how long what a new process finds may stay until it has read the plan
 * @param grace what an agent that was itself held up gets to read the plan in, before it gives its addresses up
 * @param margin what the next owner waits on top of it: a last beat may have been on its way
 * @param courtesy what the next owner leaves a live previous one to let go in, even if its lease has run out
 * @param probeEvery how often it is asked whether another host has an address too, while that cannot be ruled out
 * @param stopAfter how long an address may stay where it has been given up before the gateway is stopped
 */
public record LeaseConfig(
        Duration length,
        Duration start,
        Duration grace,
        Duration margin,
        Duration courtesy,
        Duration probeEvery,
        Duration stopAfter) {
    private static final Duration SHORTEST = Duration.ofMillis(300);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    public static final LeaseConfig DEFAULT = of(Duration.ofSeconds(1));

    public LeaseConfig {
        if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("lease " + length.toMillis() + " ms, expected " + SHORTEST.toMillis()
                    + " to " + LONGEST.toMillis());
        }
    }

    /** Of that length, the rest as is good for most. */
    public static LeaseConfig of(Duration length) {
        return new LeaseConfig(
                length,
                length.multipliedBy(5),
                Duration.ofMillis(200),
                Duration.ofMillis(150),
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                Duration.ofMillis(300));
    }
}
