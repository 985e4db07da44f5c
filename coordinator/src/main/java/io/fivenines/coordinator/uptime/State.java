package io.fivenines.coordinator.uptime;

/** What is known of a moment. */
public enum State {
    UP,
    DOWN,
    /** Nobody made a valid observation: never counted as up. */
    UNKNOWN
}
