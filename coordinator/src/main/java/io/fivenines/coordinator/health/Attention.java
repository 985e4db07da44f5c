package io.fivenines.coordinator.health;

/**
 * The time during which an observer was able to see: its clock without the pauses of its own process. Who was stopped
 * for a second has not heard anybody for a second, and must not hold that against them.
 */
public final class Attention {
    private final long lapseMs;
    private long lastMs;
    private long missedMs;

    /** @param lapseMs how long the observer's loop may sleep at most: what is longer was a pause */
    public Attention(long lapseMs, long nowMs) {
        if (lapseMs <= 0) {
            throw new IllegalArgumentException("a lapse of " + lapseMs + " ms, expected more than 0");
        }
        this.lapseMs = lapseMs;
        lastMs = nowMs;
    }

    /** The attentive time. To be asked at every turn of the loop, before what arrived is looked at. */
    public long ms(long nowMs) {
        long sleptMs = nowMs - lastMs;
        if (sleptMs > lapseMs) {
            missedMs += sleptMs - lapseMs;
        }
        lastMs = nowMs;
        return nowMs - missedMs;
    }

    /** How much of the clock's time was not attentive so far. */
    public long missedMs() {
        return missedMs;
    }
}
