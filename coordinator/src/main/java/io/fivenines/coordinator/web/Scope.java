package io.fivenines.coordinator.web;

/** What a token allows; none includes another. */
public enum Scope {
    /** See devices, messages and the state of the gateway. */
    READ,
    /** Send commands to trackers. */
    COMMAND,
    /** Change what the gateway does. */
    OPERATE,
    /** Bring the rounds of a prober. */
    PROBE
}
