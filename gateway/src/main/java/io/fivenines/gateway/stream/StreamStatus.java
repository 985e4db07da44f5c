package io.fivenines.gateway.stream;

import java.nio.file.Path;

/**
 * How a stream is.
 *
 * @param trouble why it does not get on; empty while it does
 * @param troubleSinceMs when that began, 0 if there is none
 * @param nextTryMs when it tries again, 0 if there is no trouble
 * @param lagRecords stored and not delivered
 * @param oldestMs when the oldest of them was stored, 0 if there is none
 */
public record StreamStatus(
        String name,
        String kind,
        String target,
        String trouble,
        long troubleSinceMs,
        long nextTryMs,
        long lagRecords,
        long oldestMs,
        Counts counts,
        Aside aside) {

    /**
     * What has come of the messages since the process started.
     *
     * @param delivered confirmed by the sink, repeats included
     * @param failed deliveries that were not confirmed
     * @param leftOut by the filter
     * @param skipped removed by retention before they were delivered
     */
    public record Counts(long delivered, long failed, long leftOut, long skipped) {}

    /**
     * The messages put aside.
     *
     * @param messages since the process started
     * @param reason of the last one, empty if there is none
     * @param bytes in the file
     */
    public record Aside(long messages, String reason, Path file, long bytes, long bytesMax) {}

    public double lagSeconds(long nowMs) {
        return oldestMs == 0 ? 0 : Math.max(0, nowMs - oldestMs) / 1e3;
    }
}
