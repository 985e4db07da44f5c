package io.fivenines.gateway.journal.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fivenines.gateway.journal.Entry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * A line that is a Kafka producer. A record has the ident as its key, the time it was stored as its timestamp, and
 * headers: {@code ident}, {@code time} (the tracker's, ms since 1970, missing if it gave none), {@code protocol} and
 * {@code message.id}, all as text; and where there is another datacenter {@code acknowledge.after}, {@code local} or
 * {@code both}, as it was when the record was sent.
 */
final class ProducerLine implements Line {
    private final KafkaProducer<byte[], byte[]> producer;
    private final Topic topic;
    private final Rendering rendering;
    private final Copying copying;

    ProducerLine(Map<String, Object> settings, Topic topic, Rendering rendering, Copying copying) {
        this.producer = new KafkaProducer<>(settings);
        this.topic = topic;
        this.rendering = rendering;
        this.copying = copying;
    }

    @Override
    public void send(Shipment shipment, int entry, Told told) {
        byte[] key = shipment.key(entry);
        long timeMs = shipment.timeMs(entry);
        rendering.read(
                shipment.storedAtMs(),
                timeMs,
                ByteBuffer.wrap(key).asReadOnlyBuffer(),
                shipment.payload(entry).asReadOnlyBuffer());
        byte[] value = rendering.value();
        copying.sized(key.length + value.length);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic.name(), topic.partitionOf(key), shipment.storedAtMs(), key, value);
        Headers headers = record.headers();
        headers.add("ident", key);
        if (timeMs != Entry.NO_TIME) {
            headers.add(Stored.TIME, Stored.time(timeMs));
        }
        add(headers, "protocol", rendering.protocol());
        add(headers, "message.id", rendering.id());
        add(headers, "acknowledge.after", copying.acknowledgeAfter());
        producer.send(record, (where, failure) -> {
            if (failure == null) {
                told.acknowledged(Topic.position(where.partition(), where.offset()));
            } else {
                told.failed(failure);
            }
        });
    }

    private static void add(Headers headers, String name, String text) {
        if (!text.isEmpty()) {
            headers.add(name, text.getBytes(UTF_8));
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
