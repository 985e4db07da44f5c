package io.fivenines.coordinator.plan;

/** What happens once that is well again from which traffic was moved away. */
public enum FailBack {
    /** Nothing, until an operator says so. */
    MANUAL,
    /** It gets its traffic back, a part at a time, after it has been well for long. */
    PACED
}
