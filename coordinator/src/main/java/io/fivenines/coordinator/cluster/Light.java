package io.fivenines.coordinator.cluster;

/** How something looks from one place. */
public enum Light {
    /** Well. */
    GREEN,
    /** Late or slow: nothing new is sent there, nothing is taken away. */
    YELLOW,
    /** Gone, as far as this place can tell. */
    RED
}
