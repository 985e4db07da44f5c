package io.fivenines.coordinator.uptime.probe.wire;

import java.util.random.RandomGenerator;

/**
 * One record of a tracker: every protocol has it without rounding.
 *
 * @param timeMs in whole seconds
 * @param latitudeE4 degrees north times 10,000
 * @param longitudeE4 degrees east times 10,000
 */
public record Fix(long timeMs, int latitudeE4, int longitudeE4) {
    private static final int LATITUDES_E4 = 800_000;
    private static final int LONGITUDES_E4 = 1_700_000;

    public Fix {
        if (timeMs < 0 || timeMs % 1000 != 0) {
            throw new IllegalArgumentException("time " + timeMs + " ms, expected whole seconds");
        }
        if (latitudeE4 < 0 || latitudeE4 > 900_000 || longitudeE4 < 0 || longitudeE4 > 1_800_000) {
            throw new IllegalArgumentException(
                    "place " + latitudeE4 + ", " + longitudeE4 + ", expected one in the northeast of the earth");
        }
    }

    /** One at a place by chance, so that nobody takes it for one that was sent before. */
    public static Fix somewhere(long timeMs, RandomGenerator random) {
        return new Fix(timeMs, random.nextInt(LATITUDES_E4), random.nextInt(LONGITUDES_E4));
    }
}
