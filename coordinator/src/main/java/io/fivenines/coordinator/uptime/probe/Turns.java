package io.fivenines.coordinator.uptime.probe;

import io.fivenines.coordinator.uptime.Verdict;
import java.util.OptionalLong;

/**
 * When a subject is next probed, and whether it is down as this prober sees it. Due times are of a clock that only
 * counts up, the beginning of a downtime is dated by the time of day.
 *
 * <pre>
 * calm    -> calm     a clean round: again when the next interval begins
 * calm    -> doubt    a failed round: again at once
 * doubt   -> calm     a clean round
 * doubt   -> down     a second failed round: down since the first failed one began; again after the retry
 * down    -> down     a failed round: again after the retry
 * down    -> calm     a clean round
 * any     -> the same a void round: again after the retry, as nothing is known until then
 * </pre>
 */
final class Turns {
    private enum Mode {
        CALM,
        DOUBT,
        DOWN
    }

    private final long intervalMs;
    private final long retryMs;
    private Mode mode = Mode.CALM;
    private final long firstMs;
    private long dueMs;
    private long failedMs;

    /** @param firstMs when the first round is due: while all is well, later ones are whole intervals behind it */
    Turns(long intervalMs, long retryMs, long firstMs) {
        this.intervalMs = intervalMs;
        this.retryMs = retryMs;
        this.firstMs = firstMs;
        dueMs = firstMs;
    }

    long dueMs() {
        return dueMs;
    }

    /**
     * A round has been made.
     *
     * @param beganMs and {@code endedMs} by the clock that only counts up
     * @param dateMs the time of day it began
     */
    void onRound(Verdict verdict, long beganMs, long endedMs, long dateMs) {
        switch (verdict) {
            case CLEAN -> {
                mode = Mode.CALM;
                dueMs = onGrid(endedMs);
            }
            case FAILED -> {
                if (mode == Mode.CALM) {
                    mode = Mode.DOUBT;
                    failedMs = dateMs;
                    dueMs = endedMs;
                } else {
                    mode = Mode.DOWN;
                    dueMs = Math.max(endedMs, beganMs + retryMs);
                }
            }
            case VOID -> dueMs = Math.max(endedMs, beganMs + retryMs);
        }
    }

    /** No round could be made, for a reason of the prober's own. */
    void onUnmade(long nowMs) {
        dueMs = nowMs + retryMs;
    }

    /**
     * The next of the times that lie whole intervals apart: a late round does not make all later ones late, and what
     * all locations saw at the same time does not bring them to the same step.
     */
    private long onGrid(long nowMs) {
        return firstMs + (Math.floorDiv(nowMs - firstMs, intervalMs) + 1) * intervalMs;
    }

    /** Since when the subject is down; empty if it is not. */
    OptionalLong downSinceMs() {
        return mode == Mode.DOWN ? OptionalLong.of(failedMs) : OptionalLong.empty();
    }
}
