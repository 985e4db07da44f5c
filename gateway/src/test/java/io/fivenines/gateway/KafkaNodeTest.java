package io.fivenines.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fivenines.coordinator.config.Settings;
import io.fivenines.gateway.decode.protocol.Protocols;
import io.fivenines.gateway.journal.local.DiskStorage;
import io.fivenines.gateway.testing.KafkaBroker;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole gateway whose journal is a topic. */
@Timeout(180)
class KafkaNodeTest {
    private static final String IDENT = "352093081452251";

    private final ObjectMapper json = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void shouldShowTheSameMessageInTheTopicAndInTheApi() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(folder)) {
            broker.topic("json", 4, Map.of());
            broker.topic("binary", 4, Map.of());
            for (String format : List.of("json", "binary")) {
                try (Node node = node(broker, format)) {
                    try (WialonTracker tracker =
                            new WialonTracker(IDENT, node.listeners().get(0).address())) {
                        assertThat(tracker.report()).isEqualTo("#ASD#1");
                        assertThat(tracker.report()).isEqualTo("#ASD#1");
                    }
                    JsonNode all = api(node, "/v1/messages");
                    assertThat(all.get("messages")).hasSize(2);
                    assertThat(all.get("covers").asText()).contains("topic " + format, "retention.ms");
                    assertThat(api(
                                            node,
                                            "/v1/messages?cursor="
                                                    + all.get("cursor").asText())
                                    .get("messages"))
                            .isEmpty();
                    JsonNode device = api(node, "/v1/devices/" + IDENT + "/messages?from=2026-01-01T00:00:00Z");
                    assertThat(device.get("messages")).isEqualTo(all.get("messages"));
                    assertThat(api(node, "/readyz").get("promise").asText()).contains("1 broker of Kafka");
                    checkTopic(broker, format, (ObjectNode) all.get("messages").get(0));
                }
            }
        }
    }

    private void checkTopic(KafkaBroker broker, String format, ObjectNode message) throws Exception {
        ConsumerRecord<String, String> record = first(broker, format);
        assertThat(record.key()).isEqualTo(IDENT);
        assertThat(header(record, "ident")).isEqualTo(IDENT);
        assertThat(header(record, "protocol")).isEqualTo("wialon");
        assertThat(header(record, "message.id"))
                .isEqualTo(message.get("message.id").asText());
        assertThat(Long.parseLong(header(record, "time")))
                .isEqualTo(message.get("timestamp").asLong() * 1000);
        message.remove("message.position");
        if (format.equals("json")) {
            assertThat(json.readTree(record.value())).isEqualTo(message);
        }
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private static ConsumerRecord<String, String> first(KafkaBroker broker, String topic) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.address(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList());
            while (true) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
                    return record;
                }
            }
        }
    }

    private Node node(KafkaBroker broker, String format) throws Exception {
        String yaml = String.join(
                "\n",
                "listeners: [{protocol: wialon, host: 127.0.0.1, port: 0}]",
                "api: {port: 0}",
                "command: {folder: '" + folder.resolve("commands-" + format) + "'}",
                "journal:",
                "  engine: kafka",
                "  kafka: {bootstrapServers: '" + broker.address() + "', topic: " + format + ", format: " + format
                        + ", minInsyncReplicas: 1}");
        Path file = Files.writeString(folder.resolve("gateway.yaml"), yaml);
        return new Node(
                GatewayConfig.from(Settings.file(file, Map.of()), "node-1", Protocols.OFFERED), DiskStorage::new);
    }

    private JsonNode api(Node node, String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(node.apiUrl() + path)).build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }
}
