package io.fivenines.coordinator.uptime.probe;

import io.fivenines.coordinator.uptime.Verdict;

/** The prober's rules of when and how often, for tests of what comes out of them. */
public final class CompressedProber {
    private final Turns turns;

    public CompressedProber(long firstMs) {
        this(60_000, 10_000, firstMs);
    }

    public CompressedProber(int intervalMs, int retryMs, long firstMs) {
        turns = new Turns(intervalMs, retryMs, firstMs);
    }

    public long dueMs() {
        return turns.dueMs();
    }

    public void onRound(Verdict verdict, long beganMs, long endedMs) {
        turns.onRound(verdict, beganMs, endedMs, beganMs);
    }
}
