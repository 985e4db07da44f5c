package io.fivenines.gateway.journal.kafka;

import java.time.Duration;
import java.util.HashMap;
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
 * @param acknowledgeAfter where a record must be by then
 * @param bothTimeout how long an acknowledgement waits for the other datacenter before this one goes on alone
 * @param other the other datacenter's Kafka, {@link Other#NONE} if there is none
 */
public record KafkaConfig(
        String bootstrapServers,
        String topic,
        Format format,
        int minInsyncReplicas,
        boolean allowWeak,
        Duration stallTimeout,
        Map<String, String> client,
        AcknowledgeAfter acknowledgeAfter,
        Duration bothTimeout,
        Other other) {

    /** What a record's value is. */
    public enum Format {
        /** The message as the API shows it. */
        JSON,
        /** As the local journal stores it: smaller, and only this gateway reads it. */
        BINARY
    }

    /** Where a record must be before it is acknowledged. */
    public enum AcknowledgeAfter {
        /** In this datacenter; the other one gets it as soon as it can. */
        LOCAL,
        /** In both; after {@link KafkaConfig#bothTimeout} in this one, until the other has caught up. */
        BOTH
    }

    /**
     * The Kafka of the other datacenter, whose topic of the same name gets a copy of every record.
     *
     * @param bootstrapServers {@code host:port,host:port}, empty for none
     * @param client what is to be said otherwise to it than to this datacenter's
     */
    public record Other(String bootstrapServers, Map<String, String> client) {
        public static final Other NONE = new Other("", Map.of());

        public Other {
            client = Map.copyOf(client);
        }

        /** Without what may be secret. */
        @Override
        public String toString() {
            return "Other[bootstrapServers=" + bootstrapServers + ", client=" + new TreeSet<>(client.keySet()) + "]";
        }
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
    private static final Duration BOTH_MIN = Duration.ofMillis(100);

    public static final KafkaConfig DEFAULT = new KafkaConfig(
            "",
            "fivenines.messages",
            Format.JSON,
            2,
            false,
            Duration.ofSeconds(5),
            Map.of(),
            AcknowledgeAfter.LOCAL,
            Duration.ofSeconds(2),
            Other.NONE);

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
        refuseOurs("client", client);
        refuseOurs("other.client", other.client());
        if (bothTimeout.compareTo(BOTH_MIN) < 0) {
            throw new IllegalArgumentException("bothTimeout " + bothTimeout + ", expected 100ms or more");
        }
        if (acknowledgeAfter == AcknowledgeAfter.BOTH
                && other.bootstrapServers().isEmpty()) {
            throw new IllegalArgumentException(
                    "other.bootstrapServers has no value, expected host:port,host:port for acknowledgeAfter both");
        }
        if (!other.bootstrapServers().isEmpty() && other.bootstrapServers().equals(bootstrapServers)) {
            throw new IllegalArgumentException(
                    "other.bootstrapServers is " + bootstrapServers + ", expected another cluster than this one");
        }
    }

    private static void refuseOurs(String name, Map<String, String> client) {
        for (String key : client.keySet()) {
            if (OURS.contains(key)) {
                throw new IllegalArgumentException(
                        name + " has " + key + ", expected none of those the gateway sets itself: " + OURS);
            }
        }
    }

    /** Whether there is another datacenter. */
    public boolean hasOther() {
        return !other.bootstrapServers().isEmpty();
    }

    /** The same for the other datacenter's Kafka. */
    KafkaConfig there() {
        Map<String, String> settings = new HashMap<>(client);
        settings.putAll(other.client());
        return new KafkaConfig(
                other.bootstrapServers(),
                topic,
                format,
                minInsyncReplicas,
                allowWeak,
                stallTimeout,
                settings,
                AcknowledgeAfter.LOCAL,
                bothTimeout,
                Other.NONE);
    }

    /** Without what may be secret. */
    @Override
    public String toString() {
        return "KafkaConfig[bootstrapServers=" + bootstrapServers + ", topic=" + topic + ", format=" + format
                + ", minInsyncReplicas=" + minInsyncReplicas + ", allowWeak=" + allowWeak + ", client="
                + new TreeSet<>(client.keySet()) + ", acknowledgeAfter=" + acknowledgeAfter + ", bothTimeout="
                + bothTimeout + ", other=" + other + "]";
    }
}
