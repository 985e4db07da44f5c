package io.fivenines.gateway.journal.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which topic, and what it must promise.
 *
 * @param bootstrapServers {@code host:port,host:port}
 * @param format what a record's value is
 * @param minInsyncReplicas brokers that must have a record before it is acknowledged; a topic that asks for fewer is
 *     refused
 * @param allowWeak takes such a topic all the same, and says so in health and metrics
 * @param stallTimeout nothing is taken from trackers any more when Kafka has not acknowledged for so long
 * @param client the Kafka client's own settings, for TLS, SASL and tuning
 */
public record KafkaConfig(
        String bootstrapServers,
        String topic,
        Format format,
        int minInsyncReplicas,
        boolean allowWeak,
        Duration stallTimeout,
        Map<String, String> client) {

    /** What a record's value is. */
    public enum Format {
        /** The message as the API shows it. */
        JSON,
        /** As the local journal stores it: smaller, and only this gateway reads it. */
        BINARY
    }

    /** The promise rests on these, so nobody else sets them. */
    private static final Set<String> OURS = new TreeSet<>(Set.of(
            "acks",
            "auto.offset.reset",
            "bootstrap.servers",
            "delivery.timeout.ms",
            "enable.auto.commit",
            "enable.idempotence",
            "group.id",
            "isolation.level",
            "key.deserializer",
            "key.serializer",
            "max.block.ms",
            "max.in.flight.requests.per.connection",
            "partitioner.class",
            "retries",
            "transactional.id",
            "value.deserializer",
            "value.serializer"));

    private static final Duration STALL_MIN = Duration.ofMillis(500);

    public static final KafkaConfig DEFAULT =
            new KafkaConfig("", "fivenines.messages", Format.JSON, 2, false, Duration.ofSeconds(5), Map.of());

    public KafkaConfig {
        if (!topic.matches("[a-zA-Z0-9._-]{1,249}")) {
            throw new IllegalArgumentException(
                    "topic '" + topic + "', expected 1 to 249 letters, digits, dots, underscores or hyphens");
        }
        if (minInsyncReplicas < 1 || minInsyncReplicas > 100) {
            throw new IllegalArgumentException("minInsyncReplicas " + minInsyncReplicas + ", expected 1 to 100");
        }
        if (stallTimeout.compareTo(STALL_MIN) < 0) {
            throw new IllegalArgumentException("stallTimeout " + stallTimeout + ", expected 500ms or more");
        }
        client = Map.copyOf(client);
        for (String key : client.keySet()) {
            if (OURS.contains(key)) {
                throw new IllegalArgumentException(
                        "client has " + key + ", expected none of those the gateway sets itself: " + OURS);
            }
        }
    }

    /** Without what may be secret. */
    @Override
    public String toString() {
        return "KafkaConfig[bootstrapServers=" + bootstrapServers + ", topic=" + topic + ", format=" + format
                + ", minInsyncReplicas=" + minInsyncReplicas + ", allowWeak=" + allowWeak + ", client="
                + new TreeSet<>(client.keySet()) + "]";
    }
}
