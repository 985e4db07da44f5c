package io.fivenines.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fivenines.coordinator.config.Settings;
import io.fivenines.gateway.decode.protocol.Protocols;
import io.fivenines.gateway.journal.local.DiskStorage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole gateway with a stream that is well and one whose sink is not there. */
class StreamingNodeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper mapper = new ObjectMapper();

    private Node node() throws IOException {
        Path file = Files.writeString(folder.resolve("gateway.yaml"), """
                listeners: [{protocol: wialon, host: 127.0.0.1, port: 0}]
                journal: {folder: %1$s/journal}
                api: {port: 0}
                streams:
                  - {name: well, kind: file, file: {path: %1$s/out.jsonl}, batch: {linger: 10ms}}
                  - {name: away, kind: http, http: {url: 'http://127.0.0.1:9/in'}}
                """.formatted(folder));
        return new Node(GatewayConfig.from(Settings.file(file, Map.of()), "n1", Protocols.OFFERED), DiskStorage::new);
    }

    private JsonNode json(Node node, String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(node.apiUrl() + path)).build();
        return mapper.readTree(client.send(request, BodyHandlers.ofString()).body());
    }

    private List<String> lines() throws IOException {
        Path out = folder.resolve("out.jsonl");
        return Files.exists(out) ? Files.readAllLines(out) : List.of();
    }

    @Test
    void shouldStreamWhatItAcknowledgedGoOnAfterARestartAndNotMindAnAbsentSink() throws Exception {
        try (Node node = node();
                WialonTracker tracker =
                        new WialonTracker("777", node.listeners().get(0).address())) {
            tracker.report();
            tracker.report();
            await().atMost(PATIENCE).until(() -> lines().size() == 2);
            JsonNode page = json(node, "/v1/messages");
            assertThat(mapper.readTree(lines().get(1)))
                    .as("the same as the API shows")
                    .isEqualTo(page.at("/messages/1"));
            await().atMost(PATIENCE)
                    .until(() ->
                            !json(node, "/v1/streams").at("/streams/1/trouble").isNull());
            assertThat(json(node, "/v1/status").at("/remarks/stream away").asText())
                    .startsWith("http://127.0.0.1:9/in");
            assertThat(json(node, "/readyz").get("ready").asBoolean()).isTrue();
            await().atMost(PATIENCE)
                    .until(() -> json(node, "/v1/streams")
                                    .at("/streams/1/lag/records")
                                    .asInt()
                            == 2);
        }
        try (Node node = node();
                WialonTracker tracker =
                        new WialonTracker("777", node.listeners().get(0).address())) {
            tracker.report();
            tracker.report();
            tracker.report();
            await().atMost(PATIENCE).until(() -> lines().size() >= 3);
            assertThat(json(node, "/v1/streams").at("/streams/0/name").asText()).isEqualTo("well");
        }
        assertThat(lines().stream().distinct())
                .as("nothing twice after a clean stop")
                .hasSameSizeAs(lines());
    }
}
