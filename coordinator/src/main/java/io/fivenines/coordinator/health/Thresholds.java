package io.fivenines.coordinator.health;

/**
 * When silence becomes suspicious. Between floor and ceiling the rhythm of past pulses decides: phi is how many nines
 * there are in the probability that a pulse so late will not come any more.
 *
 * @param yellowFloorMs never yellow before so much silence
 * @param yellowCeilingMs always yellow after so much
 * @param yellowPhi yellow in between from this phi on
 * @param redFloorMs never red before so much silence: longer than a collection of garbage may stop a process
 * @param redCeilingMs always red after so much
 * @param redPhi red in between from this phi on
 * @param steadyMs how long pulses must come in time until what was late is green again
 * @param window how many intervals between pulses are remembered
 */
public record Thresholds(
        long yellowFloorMs,
        long yellowCeilingMs,
        double yellowPhi,
        long redFloorMs,
        long redCeilingMs,
        double redPhi,
        long steadyMs,
        int window) {
    /** For a pulse each 100 ms. */
    public static final Thresholds DEFAULT = new Thresholds(300, 1_000, 3, 1_200, 2_000, 8, 1_000, 100);

    public Thresholds {
        if (yellowFloorMs <= 0 || yellowFloorMs > yellowCeilingMs) {
            throw new IllegalArgumentException("yellow from " + yellowFloorMs + " to " + yellowCeilingMs
                    + " ms, expected a floor above 0 and not above the ceiling");
        }
        if (redFloorMs < yellowFloorMs || redFloorMs > redCeilingMs || redCeilingMs < yellowCeilingMs) {
            throw new IllegalArgumentException("red from " + redFloorMs + " to " + redCeilingMs
                    + " ms, expected a floor not above the ceiling, and both not below yellow's");
        }
        if (!(yellowPhi > 0) || !(redPhi >= yellowPhi)) {
            throw new IllegalArgumentException(
                    "phi " + yellowPhi + " for yellow and " + redPhi + " for red, expected 0 < yellow <= red");
        }
        if (steadyMs < 0) {
            throw new IllegalArgumentException("steady after " + steadyMs + " ms, expected 0 or more");
        }
        if (window < 2 || window > 10_000) {
            throw new IllegalArgumentException("a window of " + window + " intervals, expected 2 to 10,000");
        }
    }
}
