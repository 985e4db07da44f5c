package io.fivenines.coordinator.uptime;

/**
 * A time over which the state was the same.
 *
 * @param toMs the first moment after it
 */
public record Stretch(State state, long fromMs, long toMs) {
    public long ms() {
        return toMs - fromMs;
    }
}
