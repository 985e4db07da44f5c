package io.fivenines.gateway.journal;

import io.fivenines.gateway.journal.kafka.KafkaConfig;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where acknowledged records are kept, for how long, and how much may be on its way there.
 *
 * @param segmentSize bytes of a file; retention deletes whole ones
 * @param retentionAge what is older may be deleted; 0 for never
 * @param retentionSize bytes; beyond it the oldest is deleted; 0 for no limit
 * @param claims how many claims there are; with their size they bound the memory in flight
 * @param claimSize bytes of one claim; all messages of a frame go into one, or its tracker sends it for ever
 * @param kafka for that engine, which needs nothing of folder, segments and retention
 */
public record JournalConfig(
        Engine engine,
        Path folder,
        long segmentSize,
        Duration retentionAge,
        long retentionSize,
        int claims,
        long claimSize,
        KafkaConfig kafka) {

    /** What keeps the records. */
    public enum Engine {
        /** Files of this machine. */
        LOCAL,
        /** A topic of Apache Kafka. */
        KAFKA
    }

    /** Room for the largest frame of any protocol, full of records as trackers send them: Wialon's need 0.7 MiB. */
    public static final long CLAIM_SIZE_MIN = 1 << 20;

    private static final long MIB = 1 << 20;
    private static final long SEGMENT_SIZE_MIN = 2 * MIB;
    private static final long SEGMENT_SIZE_MAX = 1024 * MIB;
    private static final long CLAIM_SIZE_MAX = 16 * MIB;
    /** Of every engine; three for each of as many threads as can be asked for are fewer. */
    public static final int CLAIMS_MAX = 4096;

    public static final JournalConfig DEFAULT = new JournalConfig(
            Engine.LOCAL,
            Path.of("data/journal"),
            64 * MIB,
            Duration.ofDays(7),
            10 * 1024 * MIB,
            16,
            MIB,
            KafkaConfig.DEFAULT);

    public JournalConfig {
        within("segmentSize", segmentSize, SEGMENT_SIZE_MIN, SEGMENT_SIZE_MAX);
        within("claims", claims, 2, CLAIMS_MAX);
        within("claimSize", claimSize, CLAIM_SIZE_MIN, Math.min(CLAIM_SIZE_MAX, segmentSize / 2));
        if (engine == Engine.KAFKA && kafka.bootstrapServers().isEmpty()) {
            throw new IllegalArgumentException(
                    "kafka.bootstrapServers has no value, expected host:port,host:port for the engine kafka");
        }
        if (retentionAge.isNegative()) {
            throw new IllegalArgumentException("retentionAge " + retentionAge + ", expected 0 or more");
        }
        if (retentionSize != 0 && retentionSize < 2 * segmentSize) {
            throw new IllegalArgumentException("retentionSize " + retentionSize
                    + " bytes, expected 0 for no limit, or at least two segments: " + 2 * segmentSize);
        }
    }

    private static void within(String key, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(key + " " + value + ", expected " + min + " to " + max);
        }
    }
}
