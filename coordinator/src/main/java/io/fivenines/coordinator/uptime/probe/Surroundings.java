package io.fivenines.coordinator.uptime.probe;

import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What a prober has of time and chance.
 *
 * @param nanos only counts up
 * @param clock the time of day
 */
public record Surroundings(LongSupplier nanos, InstantSource clock, Pause pause, RandomGenerator random) {
    /** Waits. */
    public interface Pause {
        void ms(long ms) throws InterruptedException;
    }

    long nowMs() {
        return nanos.getAsLong() / 1_000_000;
    }
}
