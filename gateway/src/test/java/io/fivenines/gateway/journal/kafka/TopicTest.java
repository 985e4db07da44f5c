package io.fivenines.gateway.journal.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

class TopicTest {
    @Test
    void shouldGiveEachOffsetOfEachPartitionAPositionThatStaysWhatItIs() {
        assertThat(Topic.position(0, 17)).isEqualTo(17);
        assertThat(Topic.position(3, 17)).isEqualTo(3 * (1L << 45) + 17).isGreaterThan(Topic.position(2, 1L << 44));
        assertThat(Topic.position(Topic.PARTITIONS_MAX - 1, (1L << 45) - 1))
                .as("a number that a JavaScript reader keeps")
                .isLessThan(1L << 53);
    }

    @Test
    void shouldPutAKeyWhereEveryKafkaClientPutsIt() {
        Topic topic = new Topic("t", 10);
        for (String ident : List.of("352093081452251", "demo", "a")) {
            byte[] key = ident.getBytes(UTF_8);
            assertThat(topic.partitionOf(key)).isEqualTo(BuiltInPartitioner.partitionForKey(key, 10));
        }
    }

    @Test
    void shouldNameTheSettingTheValueAndWhatWasExpected() {
        TopicCheck check = new TopicCheck("t", 300, 1, Map.of("min.insync.replicas", "1", "max.message.bytes", "10"));
        assertThat(check.defects())
                .containsExactly(
                        "topic t has partitions 300, expected at most 256",
                        "topic t has max.message.bytes 10, expected 1048576 or more");
        assertThat(check.weaknesses(2))
                .containsExactly(
                        "topic t has replication.factor 1, expected 2 or more",
                        "topic t has min.insync.replicas 1, expected 2 or more");
        assertThat(check.promise(2).weak()).isTrue();
    }

    @Test
    void shouldSayWhatAnAcknowledgementStandsFor() {
        TopicCheck check = new TopicCheck("t", 6, 3, Map.of("min.insync.replicas", "2"));
        assertThat(check.defects()).isEmpty();
        assertThat(check.promise(2).weak()).isFalse();
        assertThat(check.promise(2).words()).isEqualTo("in the memory or on the disk of 2 brokers of Kafka");
        TopicCheck synced = new TopicCheck("t", 6, 3, Map.of("min.insync.replicas", "2", "flush.messages", "1"));
        assertThat(synced.promise(2).words()).isEqualTo("on the disks of 2 of Kafka's brokers");
    }
}
