package io.fivenines.coordinator.uptime.probe;

/**
 * How a line is held: a tracker's, or a program's.
 *
 * @param intervalMs between records, or commands, while they are acknowledged
 * @param gapMs a time without an acknowledgement that is longer is a gap
 */
public record LineConfig(int intervalMs, int gapMs) {
    public static final LineConfig DEFAULT = new LineConfig(1_000, 2_000);

    private static final int INTERVAL_MIN_MS = 100;
    private static final int INTERVAL_MAX_MS = 10_000;
    private static final int GAP_MAX_MS = 60_000;

    public LineConfig {
        if (intervalMs < INTERVAL_MIN_MS
                || intervalMs > INTERVAL_MAX_MS
                || gapMs < 2 * intervalMs
                || gapMs > GAP_MAX_MS) {
            throw new IllegalArgumentException("lineInterval " + intervalMs + " ms and lineGap " + gapMs
                    + " ms, expected 100ms to 10s, and from twice that to 1m");
        }
    }

    /**
     * How a program's line is held beside a tracker's.
     *
     * @param intervalMs between commands; a gap is no shorter than the tracker's
     */
    public static LineConfig program(int intervalMs, LineConfig tracker) {
        if (intervalMs < INTERVAL_MIN_MS || intervalMs > INTERVAL_MAX_MS) {
            throw new IllegalArgumentException("programInterval " + intervalMs + " ms, expected 100ms to 10s");
        }
        return new LineConfig(intervalMs, Math.max(tracker.gapMs(), 2 * intervalMs));
    }

    /** Between looks at the prober's own network while an acknowledgement is overdue. */
    public int lookMs() {
        return intervalMs / 2;
    }

    /** For so long after the last one an acknowledgement is not overdue. */
    public int overdueMs() {
        return intervalMs + intervalMs / 4;
    }

    /** An attempt that takes longer to fail counts although the next one succeeds. */
    public int lateMs() {
        return intervalMs / 2;
    }

    /** Before the next attempt after one that failed to make a connection. */
    public int pauseMs() {
        return intervalMs / 5;
    }
}
