package io.fivenines.gateway.journal.kafka;

import io.fivenines.gateway.journal.Cursor;
import io.fivenines.gateway.journal.Feed;
import io.fivenines.gateway.journal.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Opens what reads the topic, each with a consumer of its own. */
final class Reading {
    private static final Duration ANSWER = Duration.ofSeconds(5);
    /**
     * Kafka finds records by the time they were stored, we are asked for the trackers' times. A tracker's clock may be
     * ahead of ours by so much, as one that sends its local time is, and its records are still found.
     */
    private static final long AHEAD_MS = TimeUnit.DAYS.toMillis(1);

    private static final String GROUP = "fivenines-";

    private final Settings settings;
    private final Watch watch;
    private final Function<ConsumerRecord<byte[], byte[]>, Boolean> isCopied;
    private final Set<String> feeds = ConcurrentHashMap.newKeySet();

    /** @param isCopied whether a record is in the other datacenter too, null if there is none */
    Reading(Settings settings, Watch watch, Function<ConsumerRecord<byte[], byte[]>, Boolean> isCopied) {
        this.settings = settings;
        this.watch = watch;
        this.isCopied = isCopied;
    }

    Cursor cursor(Place from) {
        Topic topic = watch.known();
        return reading("", consumer -> {
            Tape tape = new Tape(consumer, topic.offsets(from));
            return new TopicCursor(tape, from, topic.partitions(), any -> true, Long.MAX_VALUE, isCopied);
        });
    }

    Cursor cursor(byte[] key, long fromMs, long toMs) {
        Topic topic = watch.known();
        TopicPartition partition = topic.partition(topic.partitionOf(key));
        return reading("", consumer -> {
            long end = consumer.endOffsets(Set.of(partition), ANSWER).get(partition);
            Tape tape = new Tape(consumer, Map.of(partition, start(consumer, partition, fromMs, end)));
            return new TopicCursor(
                    tape,
                    Place.of(0),
                    topic.partitions(),
                    record -> Arrays.equals(record.key(), key)
                            && Stored.indexedMs(record) >= fromMs
                            && Stored.indexedMs(record) <= toMs,
                    end,
                    isCopied);
        });
    }

    private static long start(Consumer<byte[], byte[]> consumer, TopicPartition partition, long fromMs, long end) {
        if (fromMs <= AHEAD_MS) {
            return 0;
        }
        OffsetAndTimestamp found = consumer.offsetsForTimes(Map.of(partition, fromMs - AHEAD_MS), ANSWER)
                .get(partition);
        return found == null ? end : found.offset();
    }

    Feed feed(String name) {
        Topic topic = watch.known();
        if (!feeds.add(Feed.checked(name))) {
            throw new IllegalStateException("Feed " + name + " is open already; expected one reader at a time");
        }
        try {
            return reading(GROUP + name, consumer -> new GroupFeed(consumer, topic.name(), () -> feeds.remove(name)));
        } catch (UncheckedIOException e) {
            feeds.remove(name);
            throw e;
        }
    }

    private <T> T reading(String group, Function<Consumer<byte[], byte[]>, T> reader) {
        Consumer<byte[], byte[]> consumer = null;
        try {
            consumer = new KafkaConsumer<>(
                    settings.consumer(group), new ByteArrayDeserializer(), new ByteArrayDeserializer());
            return reader.apply(consumer);
        } catch (KafkaException e) {
            if (consumer != null) {
                consumer.close(CloseOptions.timeout(Duration.ZERO));
            }
            throw new UncheckedIOException(new IOException("Kafka cannot be read: " + e.getMessage(), e));
        }
    }
}
