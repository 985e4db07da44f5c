package io.fivenines.gateway.journal.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Records of some partitions from given offsets on, as they lie there. For one thread. */
final class Tape implements AutoCloseable {
    private static final Duration WAIT = Duration.ofMillis(500);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    /** So often in a row something that is there may not come before the reader hears of it. */
    private static final int TRIES = 20;

    private final Consumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private Iterator<ConsumerRecord<byte[], byte[]>> records = Collections.emptyIterator();

    /** Owns the consumer from now on. What retention removed is passed over. */
    Tape(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> from) {
        this.consumer = consumer;
        this.partitions = new ArrayList<>(from.keySet());
        consumer.assign(partitions);
        from.forEach(consumer::seek);
    }

    /** The next record, null if there is none now. */
    ConsumerRecord<byte[], byte[]> next() {
        try {
            return records.hasNext() || fetch() ? records.next() : null;
        } catch (KafkaException e) {
            throw new UncheckedIOException(new IOException("Kafka cannot be read: " + e.getMessage(), e));
        }
    }

    private boolean fetch() {
        for (int tries = 0; tries < TRIES; tries++) {
            if (isAtEnd()) {
                return false;
            }
            ConsumerRecords<byte[], byte[]> found = consumer.poll(WAIT);
            if (!found.isEmpty()) {
                records = found.iterator();
                return true;
            }
        }
        throw new KafkaException("nothing came of what is there, in " + TRIES + " tries of " + WAIT.toMillis() + " ms");
    }

    private boolean isAtEnd() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ANSWER);
        return partitions.stream().allMatch(one -> consumer.position(one, ANSWER) >= ends.get(one));
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
