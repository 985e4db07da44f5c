package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.load.Tally;

/**
 * What impatient trackers may see at most, all in ms.
 *
 * @param gapP50Ms between two acknowledgements of a tracker that lost its connection between them
 * @param gapP99Ms likewise
 * @param faultP99Ms from the fault to its first acknowledgement afterwards
 * @param ackMs from sending a packet to its acknowledgement, the longest; where it is bounded nobody may lose a
 *     connection either
 */
record Bounds(long gapP50Ms, long gapP99Ms, long faultP99Ms, long ackMs) {
    private static final long NONE = Long.MAX_VALUE / 1_000;

    static Bounds gap(long p50Ms, long p99Ms) {
        return new Bounds(p50Ms, p99Ms, NONE, NONE);
    }

    /** Likewise for gaps, whenever they were: of who lost the new connection too. */
    static Bounds afterFault(long p99Ms) {
        return new Bounds(NONE, p99Ms, p99Ms, NONE);
    }

    /** No gap at all. */
    static Bounds calm() {
        return new Bounds(0, 0, 0, 1_000);
    }

    static Bounds none() {
        return new Bounds(NONE, NONE, NONE, NONE);
    }

    boolean isCalm() {
        return ackMs != NONE;
    }

    /** Whether what trackers went through is within them. */
    boolean hold(Tally tally) {
        boolean calm = !isCalm() || tally.disconnects() == 0 && tally.refused() == 0;
        return calm
                && tally.gapMicros().getValueAtPercentile(50) <= gapP50Ms * 1_000
                && tally.gapMicros().getValueAtPercentile(99) <= gapP99Ms * 1_000
                && tally.afterMarkMicros().getValueAtPercentile(99) <= faultP99Ms * 1_000
                && tally.latencyMicros().getMaxValue() <= ackMs * 1_000;
    }
}
