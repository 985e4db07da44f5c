package io.fivenines.gateway.journal.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Duration;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The other datacenter's side of a {@link Mirror}: one producer as long as all goes well, and what finds out what is
 * there when it begins, or begins again. A copy has the header {@code copied.from}: the topic's id and the offset of
 * the record it is of.
 */
final class Crossing {
    private static final String COPIED_FROM = "copied.from";
    private static final String OFFSET = "[0-9]{1,18}";

    private final Settings settings;
    private final Watch here;
    private final Watch there;
    private final Consumer<Track> onProgress;
    private KafkaProducer<byte[], byte[]> producer;
    private String target = "";
    private volatile Exception failure;

    /**
     * Nothing sent yet.
     *
     * @param onProgress told of a track that is further than before, on the producer's thread
     */
    Crossing(Settings settings, Watch here, Watch there, Consumer<Track> onProgress) {
        this.settings = settings;
        this.here = here;
        this.there = there;
        this.onProgress = onProgress;
    }

    /** Whether a record came from the topic of that id. */
    static boolean isOf(ConsumerRecord<byte[], byte[]> record, String topicId) {
        String from = copiedFrom(record);
        return !topicId.isEmpty() && from.startsWith(topicId + "/");
    }

    private static String copiedFrom(ConsumerRecord<byte[], byte[]> record) {
        Header from = record.headers().lastHeader(COPIED_FROM);
        return from == null ? "" : new String(from.value(), US_ASCII);
    }

    /** Why nobody can begin to send, empty if it can be; who has begun goes on all the same. */
    String obstacle() {
        if (!there.obstacle().isEmpty()) {
            return there.obstacle();
        }
        if (there.topicId().equals(here.topicId())) {
            return "the other datacenter's topic is this one's, expected another cluster";
        }
        int partitions = there.known().partitions();
        return partitions == here.known().partitions()
                ? ""
                : "the other datacenter's topic has partitions " + partitions + ", expected "
                        + here.known().partitions() + " as here";
    }

    /** Those tracks that so far went to another topic than there is now. */
    List<Track> elsewhere(Collection<Track> tracks) {
        if (producer != null && !target.equals(there.topicId())) {
            lose(tracks);
        }
        return tracks.stream()
                .filter(track -> !track.target().equals(there.topicId()))
                .toList();
    }

    /** Finds out what is there of those of which it is not known. */
    void locate(Collection<Track> tracks) {
        List<Track> lost = tracks.stream().filter(track -> !track.isLocated()).toList();
        if (lost.isEmpty()) {
            return;
        }
        target = there.topicId();
        Map<Integer, BitSet> found = new HashMap<>();
        Map<Integer, Long> bases = new HashMap<>();
        lost.forEach(track -> {
            found.put(track.partition(), new BitSet());
            bases.put(track.partition(), track.next());
        });
        scan(lost, found, bases);
        lost.forEach(track -> track.locate(found.get(track.partition()), bases.get(track.partition())));
        if (producer == null) {
            producer = new KafkaProducer<>(settings.copier());
        }
    }

    /** Reads what lies there up to where it ends now. */
    private void scan(List<Track> lost, Map<Integer, BitSet> found, Map<Integer, Long> bases) {
        Map<TopicPartition, Long> from = new HashMap<>();
        Map<Integer, Long> ends = new HashMap<>();
        var end = there.end();
        for (Track track : lost) {
            long until = end.at(track.partition());
            if (track.from() < until) {
                from.put(there.known().partition(track.partition()), track.from());
                ends.put(track.partition(), until);
            }
        }
        if (from.isEmpty()) {
            return;
        }
        String prefix = here.topicId() + "/";
        try (Tape tape = new Tape(reader(), from)) {
            ConsumerRecord<byte[], byte[]> record = tape.next();
            while (record != null && !ends.isEmpty()) {
                int partition = record.partition();
                String source = copiedFrom(record);
                if (source.startsWith(prefix)
                        && source.substring(prefix.length()).matches(OFFSET)) {
                    long bit = Long.parseLong(source.substring(prefix.length())) - bases.get(partition);
                    if (bit >= 0 && bit < Integer.MAX_VALUE) {
                        found.get(partition).set((int) bit);
                    }
                }
                if (record.offset() + 1 >= ends.getOrDefault(partition, Long.MAX_VALUE)) {
                    ends.remove(partition);
                }
                record = ends.isEmpty() ? null : tape.next();
            }
        }
    }

    private KafkaConsumer<byte[], byte[]> reader() {
        return new KafkaConsumer<>(settings.consumer(""), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Sends all that is due; throws what became of earlier ones. */
    void send(Collection<Track> tracks) {
        throwFailure();
        for (Track track : tracks) {
            for (Track.Copy copy = track.due(); copy != null; copy = track.due()) {
                send(track, copy);
                // The next would wait as long as this one did.
                throwFailure();
            }
        }
    }

    private void throwFailure() {
        Exception cause = failure;
        if (cause != null) {
            throw new KafkaException(cause.getMessage(), cause);
        }
    }

    private void send(Track track, Track.Copy copy) {
        ConsumerRecord<byte[], byte[]> record = copy.record();
        if (isOf(record, target)) {
            confirm(track, copy, Track.NOWHERE);
            return;
        }
        Headers headers = new RecordHeaders(record.headers().toArray());
        headers.remove(COPIED_FROM);
        headers.add(COPIED_FROM, (here.topicId() + "/" + record.offset()).getBytes(US_ASCII));
        Long timestamp = record.timestamp() < 0 ? null : (Long) record.timestamp();
        producer.send(
                new ProducerRecord<>(
                        record.topic(), record.partition(), timestamp, record.key(), record.value(), headers),
                (where, refused) -> {
                    if (refused == null) {
                        confirm(track, copy, where.offset());
                    } else {
                        failure = refused;
                    }
                });
    }

    private void confirm(Track track, Track.Copy copy, long where) {
        if (track.confirm(copy, where)) {
            onProgress.accept(track);
        }
    }

    /** Waits until nothing of these is under way; gives up what is by then. */
    void awaitQuiet(Collection<Track> tracks, long untilNanos, LongSupplier nanos) {
        for (Track track : tracks) {
            track.awaitQuiet(untilNanos, nanos);
        }
    }

    /** This node writes that track no longer. */
    void abandon(Track track, Collection<Track> others) {
        boolean underWay = track.isUnderWay();
        track.lose();
        if (underWay) {
            // Else the producer would go on with it, beside the node that has it now.
            lose(others);
        }
    }

    /** Gives up what is under way. */
    void lose(Collection<Track> tracks) {
        close();
        tracks.forEach(Track::lose);
        failure = null;
    }

    void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }
}
