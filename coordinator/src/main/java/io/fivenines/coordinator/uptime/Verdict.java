package io.fivenines.coordinator.uptime;

/** What a round, or a gap, found. */
public enum Verdict {
    /** Everything a customer does went well. */
    CLEAN,
    /** A step did not go well. */
    FAILED,
    /** The prober's own network was down: nothing is known. */
    VOID
}
