package io.fivenines.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fivenines.testing.FreePort;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands through a gateway that is a process of its own, and is killed as nobody should be. */
class CommandDeliveryTest {
    private static final String IMEI = "352093081234567";
    private static final String COMMANDS = "/v1/devices/" + IMEI + "/commands";
    private static final String STATUS = "{\"type\":\"text\",\"text\":\"STATUS#\",\"ttl\":\"1h\"}";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper mapper = new ObjectMapper();
    private int port;
    private int apiPort;
    private Process gateway;

    @BeforeEach
    void start() throws Exception {
        port = FreePort.take();
        apiPort = FreePort.take();
        Files.writeString(folder.resolve("gateway.yaml"), """
                listeners: [{protocol: gt06, host: 127.0.0.1, port: %d}]
                journal: {folder: %s}
                api: {port: %d}
                """.formatted(port, folder.resolve("journal"), apiPort));
        launch();
    }

    @AfterEach
    void stop() throws Exception {
        kill();
    }

    private void launch() throws IOException {
        gateway = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Gateway.class.getName(),
                        "gateway",
                        "-c",
                        folder.resolve("gateway.yaml").toString())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(this::ready);
    }

    private boolean ready() throws IOException, InterruptedException {
        assertThat(gateway.isAlive())
                .as(Files.readString(folder.resolve("log")))
                .isTrue();
        try {
            return client.send(request("/readyz").build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (ConnectException e) {
            return false;
        }
    }

    private void kill() throws InterruptedException {
        gateway.destroyForcibly().waitFor();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + apiPort + path));
    }

    private JsonNode json(HttpRequest.Builder request) throws IOException, InterruptedException {
        return mapper.readTree(
                client.send(request.build(), BodyHandlers.ofString()).body());
    }

    private JsonNode post(String body) throws IOException, InterruptedException {
        return json(request(COMMANDS).POST(BodyPublishers.ofString(body)));
    }

    private JsonNode awaitState(String id, String state) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> json(request(COMMANDS + "/" + id)),
                        command -> command.path("state").asText().equals(state));
    }

    private JsonNode result() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(this::findResult, message -> !message.isMissingNode());
    }

    private JsonNode findResult() throws IOException, InterruptedException {
        for (JsonNode message : json(request("/v1/messages")).path("messages")) {
            if (message.has("command.state")) {
                return message;
            }
        }
        return mapper.missingNode();
    }

    @Test
    void shouldDeliverWhatWaitedForItsTrackerAndTellTheResult() throws Exception {
        String id = post(STATUS).path("id").asText();
        assertThat(json(request(COMMANDS + "/" + id)).path("state").asText()).isEqualTo("queued");
        try (Gt06Tracker tracker = new Gt06Tracker(port, IMEI)) {
            Gt06Tracker.Told told = tracker.told();
            assertThat(told.text()).isEqualTo("STATUS#");
            tracker.answer(told, "Battery:4.16V");
            JsonNode command = awaitState(id, "confirmed");
            assertThat(command.path("reply").asText()).isEqualTo("Battery:4.16V");
            assertThat(command.path("attempts").asInt()).isEqualTo(1);
            JsonNode message = result();
            assertThat(message.path("ident").asText()).isEqualTo(IMEI);
            assertThat(message.path("command.id").asText()).isEqualTo(id);
            assertThat(message.path("command.state").asText()).isEqualTo("confirmed");
            assertThat(message.path("command.reply").asText()).isEqualTo("Battery:4.16V");
            assertThat(message.path("command.unconfirmed").asBoolean()).isFalse();
            assertThat(message.path("protocol").asText()).isEqualTo("gt06");
        }
    }

    @Test
    void shouldSendAgainWhatWasNotConfirmedBeforeAKillAndSaySo() throws Exception {
        String id = post(STATUS).path("id").asText();
        try (Gt06Tracker tracker = new Gt06Tracker(port, IMEI)) {
            assertThat(tracker.told().text()).isEqualTo("STATUS#");
            kill();
        }
        launch();
        assertThat(json(request(COMMANDS + "/" + id)).path("unconfirmed").asBoolean())
                .isTrue();
        try (Gt06Tracker tracker = new Gt06Tracker(port, IMEI)) {
            Gt06Tracker.Told told = tracker.told();
            assertThat(told.text()).isEqualTo("STATUS#");
            tracker.answer(told, "ok");
            JsonNode command = awaitState(id, "confirmed");
            assertThat(command.path("attempts").asInt()).isEqualTo(2);
            assertThat(command.path("unconfirmed").asBoolean()).isTrue();
            assertThat(result().path("command.unconfirmed").asBoolean()).isTrue();
        }
    }

    @Test
    void shouldNotSendTwiceWhatWasConfirmedBeforeAKill() throws Exception {
        String id = post(STATUS).path("id").asText();
        try (Gt06Tracker tracker = new Gt06Tracker(port, IMEI)) {
            tracker.answer(tracker.told(), "ok");
            awaitState(id, "confirmed");
            kill();
        }
        launch();
        post("{\"type\":\"reboot\",\"ttl\":\"1h\"}");
        try (Gt06Tracker tracker = new Gt06Tracker(port, IMEI)) {
            assertThat(tracker.told().text()).isEqualTo("RESET#");
        }
        assertThat(awaitState(id, "confirmed").path("attempts").asInt()).isEqualTo(1);
        assertThat(result().path("command.id").asText()).isEqualTo(id);
    }
}
