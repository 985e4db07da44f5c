package io.fivenines.gateway.stream.kafka;

import io.fivenines.gateway.stream.Message;
import io.fivenines.gateway.stream.Sink;
import io.fivenines.gateway.stream.SinkConfig;
import io.fivenines.gateway.stream.SinkException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Messages as records keyed by ident, so that a tracker's stay in order in one partition.
 *
 * <p>The producer itself never gives a record up: were one to expire while those behind it get through, the order would
 * be lost. What is not confirmed in time ends with its whole producer; the next delivery begins with another one.
 */
final class KafkaSink implements Sink {
    private static final int NO_LIMIT = Integer.MAX_VALUE;
    private static final int LINGER_MS = 5;

    private final Map<String, Object> settings;
    private final KafkaSinkConfig config;
    private final InstantSource clock;
    private final long timeoutMs;
    private Producer<byte[], byte[]> producer;

    KafkaSink(KafkaSinkConfig config, Map<String, Object> more, SinkConfig.Surroundings surroundings) {
        this.config = config;
        clock = surroundings.clock();
        timeoutMs = surroundings.timeout().toMillis();
        settings = new HashMap<>(more);
        settings.putIfAbsent("client.id", "fivenines-" + surroundings.stream());
        settings.put("bootstrap.servers", config.servers());
        settings.put("acks", "all");
        settings.put("enable.idempotence", true);
        settings.put("retries", NO_LIMIT);
        settings.put("delivery.timeout.ms", NO_LIMIT);
        settings.put("request.timeout.ms", (int) timeoutMs);
        // To find a topic's partitions; what is left of the time is for the records.
        settings.put("max.block.ms", timeoutMs / 2);
        settings.put("linger.ms", LINGER_MS);
        settings.put("compression.type", config.compression().name().toLowerCase(Locale.ROOT));
        settings.put("key.serializer", ByteArraySerializer.class);
        settings.put("value.serializer", ByteArraySerializer.class);
    }

    @Override
    public void deliver(List<Message> messages) throws SinkException, InterruptedException {
        int confirmed = 0;
        try {
            long deadlineMs = clock.millis() + timeoutMs;
            for (Future<RecordMetadata> one : send(messages)) {
                one.get(Math.max(1, deadlineMs - clock.millis()), TimeUnit.MILLISECONDS);
                confirmed++;
            }
        } catch (InterruptedException | InterruptException e) {
            abandon();
            throw new InterruptedException();
        } catch (ExecutionException e) {
            abandon();
            throw failure(e.getCause()).confirmed(confirmed);
        } catch (TimeoutException e) {
            abandon();
            throw SinkException.down("not confirmed in time by " + config.servers(), e)
                    .confirmed(confirmed);
        } catch (KafkaException e) {
            abandon();
            throw failure(e).confirmed(confirmed);
        }
    }

    /** Up to the first that fails at once. */
    private List<Future<RecordMetadata>> send(List<Message> messages) throws InterruptedException {
        if (producer == null) {
            producer = new KafkaProducer<>(settings);
        }
        List<Future<RecordMetadata>> sent = new ArrayList<>(messages.size());
        for (Message message : messages) {
            Future<RecordMetadata> one = producer.send(record(message));
            sent.add(one);
            if (one.isDone() && isFailed(one)) {
                break;
            }
        }
        return sent;
    }

    private static boolean isFailed(Future<RecordMetadata> one) throws InterruptedException {
        try {
            one.get();
            return false;
        } catch (ExecutionException e) {
            return true;
        }
    }

    private ProducerRecord<byte[], byte[]> record(Message message) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(config.topic().of(message), bytes(message.ident()), message.json());
        Headers headers = record.headers();
        headers.add("ident", bytes(message.ident()));
        headers.add("protocol", bytes(message.protocol()));
        headers.add("message.id", bytes(message.id()));
        return record;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static SinkException failure(Throwable cause) {
        boolean poison = cause instanceof RecordTooLargeException
                || cause instanceof RecordBatchTooLargeException
                || cause instanceof InvalidRecordException
                || cause instanceof InvalidTopicException;
        String message = cause.getClass().getSimpleName() + ": " + cause.getMessage();
        return poison ? SinkException.poison(message, cause) : SinkException.down(message, cause);
    }

    /** Drops what is not on its way yet; what is may still arrive, before anything the next producer sends. */
    private void abandon() {
        if (producer == null) {
            return;
        }
        try {
            producer.close(Duration.ZERO);
        } catch (KafkaException e) {
            // It is gone in any case.
        } finally {
            producer = null;
        }
    }

    @Override
    public void close() {
        abandon();
    }
}
