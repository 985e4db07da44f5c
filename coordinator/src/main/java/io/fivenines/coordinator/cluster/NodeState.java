package io.fivenines.coordinator.cluster;

/** What a gateway says of itself. */
public enum NodeState {
    /** Not yet listening. */
    STARTING,
    /** Takes trackers and acknowledges. */
    SERVING,
    /** Serves whom it has, wants nobody new, and closes them at its drain's pace. */
    DRAINING,
    /** Cannot acknowledge at the moment (disk full, broker gone): keeps its trackers, should get no new ones. */
    FULL
}
