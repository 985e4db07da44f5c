package io.fivenines.gateway.journal.local;

import io.fivenines.gateway.journal.Entry;
import io.fivenines.gateway.journal.JournalConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * Where and how large.
 *
 * @param folder where the segments are
 * @param segmentBytes how large a segment file is; retention deletes whole ones
 * @param retentionAge entries stored longer ago may be deleted
 * @param retentionBytes what the segments may take up before the oldest are deleted
 * @param claims how many claims there are
 * @param claimBytes how large each is; claims times claimBytes is what the node holds in memory at most
 */
public record LocalJournalConfig(
        Path folder, long segmentBytes, Duration retentionAge, long retentionBytes, int claims, int claimBytes) {
    /** Offsets within a segment are kept in 31 bits of 8-byte units in its index; this is far below. */
    public static final long SEGMENT_BYTES_MAX = 1L << 30;

    private static final int CLAIM_BYTES_MIN = 1 << 10;

    public LocalJournalConfig {
        Objects.requireNonNull(folder, "folder; expected a path");
        expect("claims", claims, 1, JournalConfig.CLAIMS_MAX);
        expect("claimBytes", claimBytes, CLAIM_BYTES_MIN, Entry.LENGTH_MAX);
        expect("segmentBytes", segmentBytes, claimBytes + SegmentHeader.ENTRIES_FROM, SEGMENT_BYTES_MAX);
        if (retentionBytes < segmentBytes) {
            throw new IllegalArgumentException(
                    "retentionBytes " + retentionBytes + "; expected " + segmentBytes + " or more");
        }
        if (retentionAge.isNegative() || retentionAge.isZero()) {
            throw new IllegalArgumentException("retentionAge " + retentionAge + "; expected more than zero");
        }
    }

    public static LocalJournalConfig defaults(Path folder) {
        return new LocalJournalConfig(folder, 64L << 20, Duration.ofDays(7), 10L << 30, 16, (1 << 20) + (64 << 10));
    }

    private static void expect(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " " + value + "; expected " + least + " to " + most);
        }
    }
}
