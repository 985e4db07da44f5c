package io.fivenines.gateway.journal.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fivenines.gateway.journal.Feed;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A feed whose group is the test's. */
class GroupFeedTest {
    private static final String TOPIC = "journal";
    private static final TopicPartition ONE = new TopicPartition(TOPIC, 0);
    private static final TopicPartition TWO = new TopicPartition(TOPIC, 1);
    private static final long FIRST = 5_000_000;
    private static final int ENTRIES = 3;

    private final Group group = new Group();
    private GroupFeed feed;

    /** Kafka's own fake, whose look-ups may fail. */
    private static final class Group extends MockConsumer<byte[], byte[]> {
        private int failures;

        private Group() {
            super("earliest");
        }

        @Override
        public synchronized Map<TopicPartition, OffsetAndMetadata> committed(
                Set<TopicPartition> partitions, Duration timeout) {
            if (failures > 0) {
                failures--;
                throw new TimeoutException("Timeout of 10000ms expired");
            }
            return super.committed(partitions, timeout);
        }
    }

    @BeforeEach
    void fill() {
        group.updatePartitions(TOPIC, List.of());
        group.updateBeginningOffsets(Map.of(ONE, FIRST, TWO, FIRST));
        group.updateEndOffsets(Map.of(ONE, FIRST + ENTRIES, TWO, FIRST + ENTRIES));
        feed = new GroupFeed(group, TOPIC, () -> {});
    }

    private void assign(TopicPartition... share) {
        group.schedulePollTask(() -> group.rebalance(List.of(share)));
    }

    private void append(TopicPartition partition) {
        IntStream.range(0, ENTRIES)
                .forEach(i -> group.addRecord(
                        new ConsumerRecord<>(TOPIC, partition.partition(), FIRST + i, new byte[0], new byte[0])));
    }

    private List<String> read() {
        return IntStream.range(0, 2 * ENTRIES + 1)
                .filter(i -> feed.next())
                .mapToObj(i -> feed.position())
                .collect(Collectors.toList());
    }

    @Test
    void shouldLocateAShareLaterWhereThatFailedWhenItCame() {
        group.failures = 1;
        assign(ONE);
        assertThatThrownBy(feed::next).isInstanceOf(UncheckedIOException.class);
        append(ONE);
        assertThat(read()).containsExactly("0-5000000", "0-5000001", "0-5000002");
        Feed.Lag lag = feed.lag();
        assertThat(lag.skipped()).isZero();
        assertThat(lag.entries()).isEqualTo(ENTRIES);
    }

    @Test
    void shouldNotGuessTheLagOfAShareThatIsNotLocated() {
        group.failures = 2;
        assign(ONE);
        assertThatThrownBy(feed::next).isInstanceOf(UncheckedIOException.class);
        append(ONE);
        assertThatThrownBy(feed::lag).isInstanceOf(UncheckedIOException.class);
        assertThat(feed.lag()).extracting(Feed.Lag::entries, Feed.Lag::skipped).containsExactly((long) ENTRIES, 0L);
        assertThat(read()).containsExactly("0-5000000", "0-5000001", "0-5000002");
    }

    @Test
    void shouldSayThatWhatWasReadAndNotCommittedWentToAnotherNode() {
        assign(ONE, TWO);
        feed.lag();
        append(ONE);
        append(TWO);
        assertThat(read()).hasSize(2 * ENTRIES);
        assertThat(feed.lostSome()).isFalse();
        assign(ONE);
        feed.lag();
        assertThat(feed.lostSome()).isTrue();
        feed.rewind();
        assertThat(feed.lostSome()).isFalse();
        append(ONE);
        assertThat(read()).containsExactly("0-5000000", "0-5000001", "0-5000002");
    }

    @Test
    void shouldNotMissAShareOfWhichEverythingIsCommitted() {
        assign(ONE, TWO);
        feed.lag();
        append(ONE);
        append(TWO);
        assertThat(read()).hasSize(2 * ENTRIES);
        feed.commit();
        assign(ONE);
        feed.lag();
        assertThat(feed.lostSome()).isFalse();
    }
}
