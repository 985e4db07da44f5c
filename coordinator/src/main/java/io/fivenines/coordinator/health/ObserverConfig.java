package io.fivenines.coordinator.health;

import io.fivenines.coordinator.cluster.PulseTimes;

/**
 * How an observer looks.
 *
 * @param turnMs between two looks at what arrived; also the least time between two observations that differ, unless a
 *     process is certainly gone
 * @param publishMs an observation is given at least so often, changed or not
 * @param lapseMs a turn that took longer was a pause of this process, which is not held against others
 * @param tryMs between two attempts to reach a datacenter
 * @param tryTimeoutMs for an attempt
 * @param redTries so many failed attempts in a row make a datacenter red
 * @param greenTries so many good ones in a row make it green
 * @param nodesMax gateways watched at most
 */
public record ObserverConfig(
        int turnMs,
        int publishMs,
        int lapseMs,
        int tryMs,
        int tryTimeoutMs,
        int redTries,
        int greenTries,
        int nodesMax,
        PulseTimes pulses,
        Thresholds thresholds) {
    public static final ObserverConfig DEFAULT =
            new ObserverConfig(25, 500, 250, 500, 700, 3, 2, 1_000, PulseTimes.DEFAULT, Thresholds.DEFAULT);

    public ObserverConfig {
        if (turnMs < 1 || publishMs < turnMs || lapseMs <= turnMs) {
            throw new IllegalArgumentException("a turn of " + turnMs + " ms, observations each " + publishMs
                    + " ms, a lapse of " + lapseMs + " ms, expected a turn above 0, both others not below it");
        }
        if (tryMs < 1 || tryTimeoutMs < 1 || redTries < 1 || greenTries < 1 || nodesMax < 1) {
            throw new IllegalArgumentException("attempts each " + tryMs + " ms of " + tryTimeoutMs + " ms, red after "
                    + redTries + ", green after " + greenTries + ", at most " + nodesMax
                    + " nodes, expected each above 0");
        }
    }
}
