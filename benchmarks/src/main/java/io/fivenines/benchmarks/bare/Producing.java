package io.fivenines.benchmarks.bare;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A plain producer that promises what the gateway's does, of records that look like the gateway's. */
final class Producing implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final Sample sample;
    private final Map<EventLoop, Gathering> gatherings = new ConcurrentHashMap<>();

    Producing(String servers, String topic, Map<String, String> settings, Sample sample) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        producer = new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
        this.topic = topic;
        this.sample = sample;
    }

    /** The one of that loop. */
    Gathering gathering(EventLoop loop) {
        return gatherings.computeIfAbsent(loop, own -> new Gathering(own, this));
    }

    /** Whoever waits is told, on the producer's thread, when the brokers have it; never if they have not. */
    void send(byte[] ident, long timeMs, Runnable kept) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, ident, sample.value(ident, timeMs));
        sample.head(record.headers(), ident, timeMs);
        producer.send(record, (where, failure) -> {
            if (failure == null) {
                kept.run();
            } else {
                System.err.println("not kept: " + failure);
            }
        });
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
