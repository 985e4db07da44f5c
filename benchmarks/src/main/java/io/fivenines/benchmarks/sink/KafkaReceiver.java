package io.fivenines.benchmarks.sink;

import io.fivenines.benchmarks.process.KafkaCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A broker of its own, killed by SIGKILL; its topic is read at the end, from the beginning. */
public final class KafkaReceiver implements Receiver {
    private static final Duration POLL = Duration.ofSeconds(1);

    private final KafkaCluster cluster;

    /** In a folder inside that one. */
    public KafkaReceiver(Path folder) throws IOException, InterruptedException {
        // The journal's own brokers may be in the folder itself.
        cluster = KafkaCluster.start(Files.createDirectory(folder.resolve("sink")), 1);
    }

    @Override
    public String[] configuration() {
        return new String[] {
            "    kind: kafka", "    kafka: {servers: '" + cluster.addresses() + "', topic: " + KafkaCluster.TOPIC + "}"
        };
    }

    @Override
    public void kill() throws InterruptedException {
        cluster.kill(0);
    }

    @Override
    public void restart() throws IOException {
        cluster.restart(0);
    }

    @Override
    public Delivered delivered() throws IOException {
        Delivered delivered = new Delivered();
        Map<String, Object> settings = Map.of("bootstrap.servers", cluster.addresses());
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(KafkaCluster.TOPIC).stream()
                    .map(one -> new TopicPartition(one.topic(), one.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    delivered.take(record.value());
                }
            }
        }
        return delivered;
    }

    @Override
    public void close() {
        cluster.close();
    }
}
