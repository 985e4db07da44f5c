package io.fivenines.gateway.journal.kafka;

import io.fivenines.gateway.journal.Bell;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Copies this datacenter's topic to the other one's: of each partition the records in their order, each once, to the
 * same partition there. The nodes of a datacenter share the partitions out as a consumer group, so that a partition has
 * one writer, and what is there is all before some offset of ours. What the group remembers is only where to look:
 * every copy says which record it is of, and what is already there is found by reading it there.
 */
final class Mirror implements AutoCloseable {
    private static final String GROUP = "fivenines.mirror.";
    private static final int PENDING_MAX = 20_000;
    private static final long PENDING_BYTES_MAX = 16L << 20;
    private static final int SCAN_MS_MAX = 1_800_000;
    private static final Duration BUSY = Duration.ofMillis(5);
    private static final Duration IDLE = Duration.ofMillis(100);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration GOODBYE = Duration.ofSeconds(3);
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long NEWS_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long MEND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Settings settings;
    private final Watch here;
    private final Watch there;
    private final Crossing crossing;
    private final Progress progress;
    private final Acknowledging acknowledging;
    private final LongSupplier nanos;
    private final Bell bell = new Bell();
    private final Map<Integer, Track> tracks = new TreeMap<>();
    private final Set<TopicPartition> gained = new HashSet<>();
    private final Map<TopicPartition, OffsetAndMetadata> remembered = new HashMap<>();
    private KafkaConsumer<byte[], byte[]> consumer;
    private Topic topic;
    private boolean full;
    private long committedNanos;
    private long askedNanos;
    private long failedNanos;
    private long missedBefore;
    private volatile long missed;
    private volatile String trouble = "";
    private volatile boolean closing;

    /**
     * Nothing read yet; all but {@link #close()} and the accessors is for one thread, which runs {@link #run()}.
     *
     * @param acknowledging whoever waits for progress, and is told of it, on any thread
     */
    Mirror(
            KafkaConfig config,
            Watch here,
            Watch there,
            Progress progress,
            Acknowledging acknowledging,
            LongSupplier nanos) {
        this.settings = new Settings(config);
        this.here = here;
        this.there = there;
        this.progress = progress;
        this.acknowledging = acknowledging;
        this.nanos = nanos;
        this.crossing = new Crossing(new Settings(config.there()), here, there, track -> {
            track.tell(progress);
            acknowledging.step();
        });
        this.failedNanos = nanos.getAsLong() - MEND_NANOS;
    }

    /** Copies until it is closed. */
    void run() {
        while (!closing) {
            Thread.interrupted();
            if (here.topic() == null || nanos.getAsLong() - failedNanos < MEND_NANOS) {
                bell.await(IDLE.toNanos());
            } else {
                round();
            }
        }
        crossing.awaitQuiet(tracks.values(), nanos.getAsLong() + GOODBYE.toNanos(), nanos);
        closeConsumer();
        crossing.close();
    }

    private void round() {
        boolean heard = true;
        try {
            hear();
        } catch (KafkaException e) {
            // What is sent goes on: only this datacenter's Kafka is not to be asked now.
            fail("this datacenter's Kafka cannot be read: " + e.getMessage());
            heard = false;
        }
        try {
            String obstacle = cross();
            trouble = heard ? obstacle : trouble;
        } catch (KafkaException | UncheckedIOException e) {
            fail("the other datacenter's Kafka takes nothing: " + e.getMessage());
            crossing.lose(tracks.values());
        }
    }

    private void fail(String reason) {
        trouble = reason;
        failedNanos = nanos.getAsLong();
    }

    private void hear() {
        if (consumer == null) {
            subscribe();
        }
        balance();
        consumer.poll(isBusy() ? BUSY : IDLE).forEach(this::read);
        take();
        if (crossing.obstacle().isEmpty()) {
            crossing.elsewhere(tracks.values()).forEach(this::restart);
        }
        remember();
        ask();
    }

    /** The other datacenter has lost what it had: all of it again, as far back as it is kept here. */
    private void restart(Track track) {
        TopicPartition partition = topic.partition(track.partition());
        long first = consumer.beginningOffsets(Set.of(partition), ANSWER).get(partition);
        track.restart(there.topicId(), first);
        consumer.seek(partition, first);
    }

    private boolean isBusy() {
        return !acknowledging.isIdle()
                || (trouble.isEmpty() && tracks.values().stream().anyMatch(track -> track.pending() > 0));
    }

    private void subscribe() {
        topic = here.known();
        Map<String, Object> member = settings.consumer(GROUP + topic.name());
        // To find out what is there may take long, when nothing is remembered.
        member.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, SCAN_MS_MAX);
        consumer = new KafkaConsumer<>(member, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(topic.name()), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> more) {
                gained.addAll(more);
                consumer.pause(more);
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> lost) {
                handOver(lost);
                drop(lost);
            }

            @Override
            public void onPartitionsLost(Collection<TopicPartition> lost) {
                drop(lost);
            }
        });
    }

    /** Who writes on after this node must find there all that it sent. */
    private void handOver(Collection<TopicPartition> lost) {
        List<Track> leaving = tracks.values().stream()
                .filter(track -> lost.contains(topic.partition(track.partition())))
                .toList();
        crossing.awaitQuiet(leaving, nanos.getAsLong() + GOODBYE.toNanos(), nanos);
        try {
            consumer.commitSync(standing(leaving), GOODBYE);
        } catch (KafkaException e) {
            trouble = "was handed over without a word: " + e.getMessage();
        }
    }

    private void drop(Collection<TopicPartition> lost) {
        gained.removeAll(lost);
        remembered.keySet().removeAll(lost);
        for (TopicPartition partition : lost) {
            Track track = tracks.remove(partition.partition());
            if (track != null) {
                missedBefore += track.missed();
                crossing.abandon(track, tracks.values());
            }
        }
    }

    /** Stops reading while much is pending, and goes on when there is room. */
    private void balance() {
        int records = tracks.values().stream().mapToInt(Track::pending).sum();
        long bytes = tracks.values().stream().mapToLong(Track::pendingBytes).sum();
        boolean now = records >= PENDING_MAX || bytes >= PENDING_BYTES_MAX;
        if (now && !full) {
            consumer.pause(consumer.assignment());
        } else if (full && !now) {
            consumer.resume(consumer.assignment());
            consumer.pause(gained);
        }
        full = now;
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        Track track = tracks.get(record.partition());
        if (track != null) {
            track.read(record);
            progress.sized(record.serializedKeySize() + record.serializedValueSize());
            missed = missedBefore
                    + tracks.values().stream().mapToLong(Track::missed).sum();
        }
    }

    /** Begins with the partitions that came to this node, where the group left off. */
    private void take() {
        if (gained.isEmpty()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(gained, ANSWER);
        Map<TopicPartition, Long> first = consumer.beginningOffsets(gained, ANSWER);
        for (TopicPartition partition : Set.copyOf(gained)) {
            OffsetAndMetadata offset = committed.get(partition);
            long next = offset == null ? first.get(partition) : offset.offset();
            Track track = new Track(
                    partition.partition(), next, offset == null ? Bookmark.NONE : Bookmark.parse(offset.metadata()));
            tracks.put(partition.partition(), track);
            consumer.seek(partition, next);
            track.tell(progress);
            gained.remove(partition);
            if (!full) {
                consumer.resume(List.of(partition));
            }
        }
    }

    /** Why nobody can begin to send, empty if it can be. */
    private String cross() {
        String obstacle = crossing.obstacle();
        if (obstacle.isEmpty()) {
            crossing.locate(tracks.values());
        }
        crossing.send(tracks.values());
        tracks.values().forEach(track -> track.tell(progress));
        return obstacle;
    }

    /** Tells the group, and with it the other nodes, how far this one has come. */
    private void remember() {
        long now = nanos.getAsLong();
        if (now - committedNanos < NEWS_NANOS) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> news = standing(tracks.values());
        boolean aged = now - committedNanos > LOOK_NANOS;
        news.entrySet().removeIf(one -> {
            OffsetAndMetadata old = remembered.get(one.getKey());
            return one.getValue().equals(old)
                    || (!aged && old != null && old.offset() == one.getValue().offset());
        });
        if (!news.isEmpty()) {
            committedNanos = now;
            remembered.putAll(news);
            consumer.commitAsync(news, (offsets, failure) -> {
                if (failure != null) {
                    remembered.keySet().removeAll(offsets.keySet());
                }
            });
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> standing(Collection<Track> of) {
        Map<TopicPartition, OffsetAndMetadata> standing = new HashMap<>();
        for (Track track : of) {
            if (!track.target().isEmpty()) {
                standing.put(topic.partition(track.partition()), track.standing());
            }
        }
        return standing;
    }

    /** How far other nodes have come with their partitions. */
    private void ask() {
        long now = nanos.getAsLong();
        long unhurried = acknowledging.isCurious() ? IDLE.toNanos() : LOOK_NANOS;
        if (now - askedNanos < (acknowledging.isIdle() ? unhurried : NEWS_NANOS)) {
            return;
        }
        askedNanos = now;
        Set<TopicPartition> others = new TreeSet<>((a, b) -> Integer.compare(a.partition(), b.partition()));
        topic.all().stream().filter(one -> !tracks.containsKey(one.partition())).forEach(others::add);
        if (others.isEmpty()) {
            return;
        }
        consumer.committed(others, ANSWER).forEach((partition, offset) -> {
            if (offset != null) {
                Bookmark bookmark = Bookmark.parse(offset.metadata());
                boolean gone = !there.topicId().isEmpty() && !bookmark.target().equals(there.topicId());
                progress.copied(partition.partition(), gone ? 0 : offset.offset(), bookmark.oldestMs());
            }
        });
        acknowledging.step();
    }

    private void closeConsumer() {
        if (consumer == null) {
            return;
        }
        try {
            consumer.commitSync(standing(tracks.values()), GOODBYE);
        } catch (KafkaException e) {
            trouble = "was left without a word: " + e.getMessage();
        } finally {
            consumer.close(CloseOptions.timeout(GOODBYE));
        }
    }

    /** Records that retention removed before they were copied, since the start. */
    long missed() {
        return missed;
    }

    /** Why copying does not go on, empty if it does. */
    String trouble() {
        return trouble;
    }

    /** Whether a record of this topic is known to be in the other datacenter, or came from there. */
    boolean isThere(ConsumerRecord<byte[], byte[]> record) {
        return progress.isCopied(record.partition(), record.offset()) || Crossing.isOf(record, there.topicId());
    }

    /** Lets {@link #run()} end; it takes some seconds at most. */
    @Override
    public void close() {
        closing = true;
        bell.ring();
    }
}
