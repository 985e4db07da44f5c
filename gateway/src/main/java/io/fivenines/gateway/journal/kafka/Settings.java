package io.fivenines.gateway.journal.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What the Kafka clients are told: the operator's settings, and over them those the promise rests on. */
final class Settings {
    private static final int FOR_EVER_MS = Integer.MAX_VALUE;
    private static final int BATCH_BYTES = 256 << 10;
    private static final int COPY_BATCH_BYTES = 64 << 10;
    private static final long COPY_BUFFER_BYTES = 64L << 20;
    private static final long COPY_BLOCK_MS = 5_000;
    private static final int REQUEST_BYTES_MAX = 32 << 20;
    private static final int FETCH_BYTES_MAX = 8 << 20;
    private static final int RECORDS_MAX = 2_000;

    private final KafkaConfig config;

    Settings(KafkaConfig config) {
        this.config = config;
    }

    /** A record is sent until Kafka has it, however long that takes, and there once, and in its order. */
    Map<String, Object> producer() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 2);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, REQUEST_BYTES_MAX);
        common(settings);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, FOR_EVER_MS);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, FOR_EVER_MS);
        return settings;
    }

    /** The same for copies of what is kept already: it need not have room for all that trackers send. */
    Map<String, Object> copier() {
        Map<String, Object> settings = producer();
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, COPY_BATCH_BYTES);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, COPY_BUFFER_BYTES);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, COPY_BLOCK_MS);
        return settings;
    }

    /** A reader; without a group it is told where to read. */
    Map<String, Object> consumer(String group) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES_MAX);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_MAX);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
        common(settings);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        if (!group.isEmpty()) {
            settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        }
        return settings;
    }

    Map<String, Object> admin() {
        Map<String, Object> settings = new HashMap<>();
        common(settings);
        return settings;
    }

    private void common(Map<String, Object> settings) {
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        settings.put(CommonClientConfigs.RETRY_BACKOFF_MAX_MS_CONFIG, 1_000);
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 15_000);
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "fivenines");
        settings.putAll(config.client());
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
    }
}
