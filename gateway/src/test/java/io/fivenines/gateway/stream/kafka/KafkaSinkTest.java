package io.fivenines.gateway.stream.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fivenines.gateway.stream.Message;
import io.fivenines.gateway.stream.Messages;
import io.fivenines.gateway.stream.Sink;
import io.fivenines.gateway.stream.SinkConfig.Surroundings;
import io.fivenines.gateway.stream.SinkException;
import io.fivenines.gateway.testing.KafkaBroker;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker. */
@Timeout(180)
class KafkaSinkTest {
    @TempDir
    Path folder;

    private Sink sink(String servers, long timeoutMs, Path properties) {
        KafkaSinkConfig config = new KafkaSinkConfig(
                servers, KafkaSinkConfig.topic("out"), KafkaSinkConfig.Compression.GZIP, properties);
        return config.open(new Surroundings(
                "s", Duration.ofMillis(timeoutMs), InstantSource.system(), OutputStream.nullOutputStream()));
    }

    @Test
    void shouldDeliverKeyedRecordsFailWhileTheBrokerIsAwayAndGoOn() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(folder);
                Sink sink = sink(broker.address(), 10_000, null)) {
            broker.topic("out", 3, Map.of("max.message.bytes", "20000"));
            sink.deliver(both(0, 50));
            SinkException refusal = catchThrowableOfType(SinkException.class, () -> sink.deliver(withAGiant()));
            assertThat(refusal.isPoison()).isTrue();
            assertThat(refusal.confirmed()).isEqualTo(1);
            broker.kill();
            try (Sink hasty = sink(broker.address(), 1_000, null)) {
                SinkException failure = catchThrowableOfType(SinkException.class, () -> hasty.deliver(both(50, 50)));
                assertThat(failure.isPoison()).isFalse();
            }
            broker.start();
            sink.deliver(both(50, 50));
            List<ConsumerRecord<byte[], byte[]>> records = records(broker);
            for (String ident : List.of("1", "2")) {
                assertThat(texts(records, ident).stream().distinct().toList())
                        .isEqualTo(texts(Messages.of(ident, 0, 100)));
            }
            ConsumerRecord<byte[], byte[]> any = records.get(0);
            assertThat(text(any.headers().lastHeader("ident").value())).isEqualTo(text(any.key()));
            assertThat(text(any.headers().lastHeader("protocol").value())).isEqualTo("line");
            assertThat(text(any.headers().lastHeader("message.id").value())).hasSize(16);
        }
    }

    @Test
    void shouldNotLetAFileChangeWhatItsPromiseStandsOn() throws Exception {
        Path file = Files.writeString(folder.resolve("more.properties"), "acks=1\n");
        assertThatThrownBy(() -> sink("127.0.0.1:9", 1000, file))
                .hasMessage("properties " + file + " sets acks, expected only what this stream does not set");
        assertThatThrownBy(() -> sink("nowhere", 1000, null))
                .hasMessage("servers 'nowhere', expected host:port,host:port");
    }

    private static List<Message> both(int first, int count) {
        List<Message> messages = new ArrayList<>(Messages.of("1", first, count));
        messages.addAll(Messages.of("2", first, count));
        return messages;
    }

    /** Random digits, which no compression makes small. */
    private static List<Message> withAGiant() {
        StringBuilder giant = new StringBuilder("{\"ident\":\"3\",\"n\":\"");
        new Random(1).ints(60_000, 'A', 'Z').forEach(c -> giant.append((char) c));
        return List.of(Messages.of("4", 0, 1).get(0), Messages.one("3", 0, giant + "\"}"));
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(KafkaBroker broker) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.address()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor("out").stream()
                    .map(one -> new TopicPartition("out", one.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
            }
        }
        return records;
    }

    private static List<String> texts(List<ConsumerRecord<byte[], byte[]>> records, String ident) {
        return records.stream()
                .filter(one -> text(one.key()).equals(ident))
                .map(one -> text(one.value()))
                .toList();
    }

    private static List<String> texts(List<Message> messages) {
        return messages.stream().map(one -> text(one.json())).toList();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
