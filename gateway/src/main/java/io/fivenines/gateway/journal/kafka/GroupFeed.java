package io.fivenines.gateway.journal.kafka;

import io.fivenines.gateway.journal.Entry;
import io.fivenines.gateway.journal.Feed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * A feed that is a member of a consumer group: the group remembers how far, and shares the partitions out among the
 * nodes. A partition that goes to another node takes with it what was not committed.
 */
final class GroupFeed implements Feed {
    private static final Duration WAIT = Duration.ofMillis(100);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration GOODBYE = Duration.ofSeconds(3);

    private final Consumer<byte[], byte[]> consumer;
    private final Runnable onClose;
    private final Map<TopicPartition, Share> shares = new HashMap<>();
    private final Deque<ConsumerRecord<byte[], byte[]>> ahead = new ArrayDeque<>();
    private ConsumerRecord<byte[], byte[]> record;
    private long skipped;
    private boolean lostSome;

    /** How far this node is in one partition of its share. */
    private static final class Share {
        /** Whether Kafka has said where to begin: before, nothing else is known of it. */
        private boolean located;

        private long committed;
        /** Behind the last entry moved to. */
        private long behind;
        /** Below this, what retention removed is counted. */
        private long accounted;
        /** When the oldest entry that is read and not committed was stored. */
        private long oldestMs = Entry.NO_TIME;

        private void committed(long offset) {
            located = true;
            committed = offset;
            behind = offset;
            oldestMs = Entry.NO_TIME;
        }
    }

    GroupFeed(Consumer<byte[], byte[]> consumer, String topic, Runnable onClose) {
        this.consumer = consumer;
        this.onClose = onClose;
        consumer.subscribe(List.of(topic), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> gained) {
                gained.forEach(partition -> shares.put(partition, new Share()));
                goBack(Set.copyOf(gained));
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> lost) {
                lost.forEach(GroupFeed.this::forget);
                ahead.removeIf(one -> lost.contains(partition(one)));
            }
        });
    }

    private void forget(TopicPartition partition) {
        Share share = shares.remove(partition);
        lostSome |= share != null && share.behind > share.committed;
    }

    private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    @Override
    public boolean next() {
        if (ahead.isEmpty()) {
            asking(() -> {
                locate();
                return poll(WAIT);
            });
        }
        ConsumerRecord<byte[], byte[]> next = ahead.poll();
        if (next == null) {
            return false;
        }
        record = next;
        Share share = shares.get(partition(next));
        long from = Math.max(share.behind, share.accounted);
        if (next.offset() > from) {
            skipped += next.offset() - from;
            share.accounted = next.offset();
        }
        share.behind = next.offset() + 1;
        if (share.oldestMs == Entry.NO_TIME) {
            share.oldestMs = next.timestamp();
        }
        return true;
    }

    private boolean poll(Duration wait) {
        consumer.poll(wait).forEach(ahead::add);
        return true;
    }

    private static <T> T asking(Supplier<T> question) {
        try {
            return question.get();
        } catch (KafkaException e) {
            throw new UncheckedIOException(new IOException("Kafka cannot serve the feed: " + e.getMessage(), e));
        }
    }

    @Override
    public String position() {
        return record.partition() + "-" + record.offset();
    }

    @Override
    public long storedAtMs() {
        return record.timestamp();
    }

    @Override
    public long timeMs() {
        return Stored.timeMs(record);
    }

    @Override
    public ByteBuffer key() {
        return Stored.key(record);
    }

    @Override
    public ByteBuffer payload() {
        return Stored.payload(record);
    }

    @Override
    public void commit() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        shares.forEach((partition, share) -> {
            if (share.behind > share.committed) {
                offsets.put(partition, new OffsetAndMetadata(share.behind));
            }
        });
        if (offsets.isEmpty()) {
            return;
        }
        asking(() -> {
            consumer.commitSync(offsets, ANSWER);
            return true;
        });
        offsets.forEach((partition, offset) -> shares.get(partition).committed(offset.offset()));
    }

    @Override
    public boolean lostSome() {
        return lostSome;
    }

    @Override
    public void rewind() {
        asking(() -> {
            goBack(Set.copyOf(shares.keySet()));
            ahead.clear();
            showLife();
            lostSome = false;
            return true;
        });
    }

    /** Looks up where the partitions begin of which that failed when they were given to this node. */
    private void locate() {
        Set<TopicPartition> unknown = shares.keySet().stream()
                .filter(partition -> !shares.get(partition).located)
                .collect(Collectors.toUnmodifiableSet());
        goBack(unknown);
    }

    /** To what the group remembers; where it remembers nothing, to the oldest entry there is. */
    private void goBack(Set<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(partitions, ANSWER);
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions, ANSWER);
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata offset = committed.get(partition);
            Share share = shares.get(partition);
            share.committed(offset == null ? first.get(partition) : offset.offset());
            consumer.seek(partition, share.committed);
        }
    }

    /** Stays a member of the group without reading on. */
    private void showLife() {
        consumer.pause(consumer.assignment());
        consumer.poll(Duration.ZERO).forEach(ahead::add);
        consumer.resume(consumer.assignment());
    }

    @Override
    public Lag lag() {
        return asking(() -> {
            boolean located = shares.values().stream().allMatch(share -> share.located);
            if (ahead.isEmpty() && located) {
                poll(Duration.ZERO);
            } else {
                showLife();
            }
            locate();
            return measure();
        });
    }

    private Lag measure() {
        if (shares.isEmpty()) {
            return new Lag(0, Entry.NO_TIME, skipped);
        }
        Map<TopicPartition, Long> ends = consumer.endOffsets(shares.keySet(), ANSWER);
        Map<TopicPartition, Long> first = consumer.beginningOffsets(shares.keySet(), ANSWER);
        long entries = 0;
        for (Map.Entry<TopicPartition, Share> one : shares.entrySet()) {
            long from = Math.max(one.getValue().committed, first.get(one.getKey()));
            entries += Math.max(0, ends.get(one.getKey()) - from);
        }
        return new Lag(entries, entries == 0 ? Entry.NO_TIME : oldestMs(), skipped);
    }

    private long oldestMs() {
        long oldest = Long.MAX_VALUE;
        for (Share share : shares.values()) {
            oldest = share.oldestMs == Entry.NO_TIME ? oldest : Math.min(oldest, share.oldestMs);
        }
        for (ConsumerRecord<byte[], byte[]> one : ahead) {
            oldest = Math.min(oldest, one.timestamp());
        }
        return oldest == Long.MAX_VALUE ? Entry.NO_TIME : oldest;
    }

    @Override
    public void close() {
        try {
            consumer.close(CloseOptions.timeout(GOODBYE));
        } finally {
            onClose.run();
        }
    }
}
