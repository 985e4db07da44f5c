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
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands through two whole gateways, each in a datacenter of its own, that share a ZooKeeper. */
@Timeout(120)
@SuppressWarnings("try") // gateways that are stopped on purpose
class ClusterCommandsTest {
    private static final String IMEI = "352093081234567";
    private static final String COMMANDS = "/v1/devices/" + IMEI + "/commands";
    private static final String STATUS = "{\"type\":\"text\",\"text\":\"STATUS#\",\"ttl\":\"1h\"}";

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper mapper = new ObjectMapper();
    private TestingServer zooKeeper;
    private Node eu;
    private Node ru;

    @BeforeEach
    void start() throws Exception {
        zooKeeper = new TestingServer();
        eu = node("eu");
        ru = node("ru");
        awaitRecordable(eu);
        awaitRecordable(ru);
    }

    @AfterEach
    void stop() throws Exception {
        eu.close();
        ru.close();
        zooKeeper.close();
    }

    private Node node(String datacenter) throws IOException {
        Path file = Files.writeString(folder.resolve(datacenter + ".yaml"), """
                node: gw-1
                datacenter: %s
                listeners: [{protocol: gt06, host: 127.0.0.1, port: 0}]
                journal: {folder: '%s'}
                api: {port: 0}
                command: {queueMaxPerDevice: 3}
                cluster: {connect: '%s', name: test, sessionTimeout: 1s, advertise: 127.0.0.1, heartbeatHost: 127.0.0.1,
                          heartbeatPort: 0, drainGrace: 200ms}
                """.formatted(
                        datacenter, folder.resolve(datacenter), zooKeeper.getConnectString()));
        return new Node(GatewayConfig.from(Settings.file(file, Map.of()), "host", Protocols.ALL), DiskStorage::new);
    }

    private HttpResponse<String> send(Node node, String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(node.apiUrl() + path));
        return client.send(
                (body == null ? request : request.POST(BodyPublishers.ofString(body))).build(),
                BodyHandlers.ofString());
    }

    private JsonNode command(Node node, String id) throws IOException, InterruptedException {
        return mapper.readTree(send(node, COMMANDS + "/" + id, null).body());
    }

    private String post(Node node) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(node, COMMANDS, STATUS);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return mapper.readTree(answer.body()).path("id").asText();
    }

    private void awaitRecordable(Node node) {
        String cancel = "/v1/devices/nobody/commands";
        await().atMost(Duration.ofSeconds(30))
                .until(() -> send(node, cancel, "{\"type\":\"reboot\",\"ttl\":\"60s\"}")
                                .statusCode()
                        != 503);
    }

    private JsonNode awaitState(Node node, String id, String state) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> command(node, id),
                        found -> found.path("state").asText().equals(state));
    }

    private static Gt06Tracker tracker(Node node) throws IOException {
        return new Gt06Tracker(node.listeners().get(0).address().getPort(), IMEI);
    }

    @Test
    void shouldDeliverWhereverTheTrackerComesAndTellTheResultEverywhere() throws Exception {
        String id = post(eu);
        awaitState(ru, id, "queued");
        try (Gt06Tracker tracker = tracker(ru)) {
            Gt06Tracker.Told told = tracker.told();
            assertThat(told.text()).isEqualTo("STATUS#");
            awaitState(eu, id, "sending");
            tracker.answer(told, "Battery:4.16V");
            for (Node node : new Node[] {ru, eu}) {
                JsonNode command = awaitState(node, id, "confirmed");
                assertThat(command.path("reply").asText()).isEqualTo("Battery:4.16V");
                assertThat(command.path("attempts").asInt()).isEqualTo(1);
            }
        }
    }

    @Test
    void shouldSendAtOnceToATrackerOfAnotherNodeAndWaitForTheResult() throws Exception {
        try (Gt06Tracker tracker = tracker(ru)) {
            var answer = client.sendAsync(
                    HttpRequest.newBuilder(URI.create(eu.apiUrl() + COMMANDS))
                            .POST(BodyPublishers.ofString("{\"type\":\"text\",\"text\":\"STATUS#\"}"))
                            .build(),
                    BodyHandlers.ofString());
            tracker.answer(tracker.told(), "ok");
            assertThat(answer.get().statusCode()).isEqualTo(200);
            assertThat(mapper.readTree(answer.get().body()).path("reply").asText())
                    .isEqualTo("ok");
        }
    }

    @Test
    void shouldSendWhereItComesNextWhatAStoppedNodeHadUnderWayAndSaySo() throws Exception {
        String id = post(eu);
        awaitState(ru, id, "queued");
        try (Gt06Tracker tracker = tracker(ru)) {
            assertThat(tracker.told().text()).isEqualTo("STATUS#");
            awaitState(eu, id, "sending");
            ru.close();
            try (Gt06Tracker back = tracker(eu)) {
                back.answer(back.told(), "twice");
                JsonNode command = awaitState(eu, id, "confirmed");
                assertThat(command.path("attempts").asInt()).isEqualTo(2);
                assertThat(command.path("unconfirmed").asBoolean()).isTrue();
            }
        }
    }

    @Test
    void shouldRefuseOnAnyNodeWhatIsTooManyInTheCluster() throws Exception {
        for (int i = 0; i < 3; i++) {
            String id = post(eu);
            awaitState(ru, id, "queued");
        }
        HttpResponse<String> refused = send(ru, COMMANDS, STATUS);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("there are 3 unfinished commands to " + IMEI);
    }

    @Test
    void shouldSayWhileZooKeeperIsAwayThatNothingIsRecordedAndGoOnAfterwards() throws Exception {
        String id = post(eu);
        awaitState(ru, id, "queued");
        zooKeeper.stop();
        await().until(() -> send(ru, COMMANDS, STATUS).statusCode() == 503);
        long beganNanos = System.nanoTime();
        assertThat(send(ru, COMMANDS, STATUS).body()).contains("the cluster's ZooKeeper cannot be reached");
        assertThat(Duration.ofNanos(System.nanoTime() - beganNanos))
                .as("it may come back in a moment")
                .isGreaterThan(Duration.ofMillis(2_900));
        assertThat(command(ru, id).path("state").asText()).isEqualTo("queued");
        try (Gt06Tracker tracker = tracker(ru)) {
            zooKeeper.restart();
            Gt06Tracker.Told told = tracker.told();
            tracker.answer(told, "after all");
            assertThat(awaitState(eu, id, "confirmed").path("attempts").asInt()).isEqualTo(1);
        }
    }
}
