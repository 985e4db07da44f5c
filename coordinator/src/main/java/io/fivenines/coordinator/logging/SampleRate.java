package io.fivenines.coordinator.logging;

/**
 * A token bucket for what strangers can cause without end, such as log lines: so many a second, the rest is counted.
 * Any thread may call.
 */
public final class SampleRate {
    /** What {@link #admit} answers to one too many. */
    public static final long SUPPRESSED = -1;

    private static final long SECOND_MS = 1000;

    private final int perSecond;
    /** In thousandths of a sample, which is what a bucket of N a second gains N times in a millisecond. */
    private long level;

    private long lastMs = Long.MIN_VALUE;
    private long suppressed;

    public SampleRate(int perSecond) {
        if (perSecond < 1) {
            throw new IllegalArgumentException("sample rate " + perSecond + " a second, expected at least 1");
        }
        this.perSecond = perSecond;
    }

    /**
     * Asks for one more.
     *
     * @return {@link #SUPPRESSED}, or, where this one is admitted, how many were suppressed since the last that was
     */
    public synchronized long admit(long nowMs) {
        fill(nowMs);
        if (level < SECOND_MS) {
            suppressed++;
            return SUPPRESSED;
        }
        level -= SECOND_MS;
        long passed = suppressed;
        suppressed = 0;
        return passed;
    }

    private void fill(long nowMs) {
        long full = perSecond * SECOND_MS;
        // A clock set back gains nothing, and must not stop the samples until it has caught up.
        long elapsedMs = lastMs == Long.MIN_VALUE ? SECOND_MS : Math.max(0, Math.min(SECOND_MS, nowMs - lastMs));
        level = Math.min(full, level + elapsedMs * perSecond);
        lastMs = nowMs;
    }
}
