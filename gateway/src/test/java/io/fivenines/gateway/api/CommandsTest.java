package io.fivenines.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fivenines.gateway.command.Errand;
import io.fivenines.gateway.command.State;
import io.fivenines.gateway.command.Submission;
import io.fivenines.gateway.connection.LineServer;
import io.fivenines.gateway.telemetry.Command;
import io.fivenines.gateway.telemetry.Ident;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommandsTest {
    private static final String PATH = "/v1/devices/123/commands";
    private static final Ident IDENT = Ident.of("123");

    private Desk desk;
    private LineServer server;

    @BeforeEach
    void open() throws Exception {
        desk = new Desk();
        server = new LineServer(desk.journal, desk.registry, desk.vitals, () -> Instant.ofEpochMilli(Desk.NOW_MS));
    }

    @AfterEach
    void close() {
        server.close();
        desk.close();
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return desk.send(desk.request(PATH).POST(BodyPublishers.ofString(body)));
    }

    private CompletableFuture<HttpResponse<String>> posting(String body) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return post(body);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private JsonNode delete(String id, int status) throws Exception {
        HttpResponse<String> response = desk.send(desk.request(PATH + "/" + id).DELETE());
        assertThat(response.statusCode()).isEqualTo(status);
        return desk.parse(response.body());
    }

    /** A tracker on a socket that has said who it is. */
    private final class Tracker implements AutoCloseable {
        private final Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        private final BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));

        private Tracker() throws IOException {
            socket.setSoTimeout(20_000);
            send("I,123\n");
            assertThat(in.read()).isEqualTo('i');
        }

        private void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        }

        private String told() throws IOException {
            return in.readLine();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void shouldWaitForTheResult() throws Exception {
        try (Tracker tracker = new Tracker()) {
            CompletableFuture<HttpResponse<String>> response = posting("{\"type\":\"text\",\"text\":\"status\"}");
            assertThat(tracker.told()).isEqualTo("C,1,status");
            tracker.send("A,0,all well\n");
            assertThat(response.get().statusCode()).isEqualTo(200);
            JsonNode result = desk.parse(response.get().body());
            assertThat(result.get("state").asText()).isEqualTo("confirmed");
            assertThat(result.get("reply").asText()).isEqualTo("all well");
            assertThat(result.get("attempts").asInt()).isEqualTo(1);
            assertThat(result.get("unconfirmed").asBoolean()).isFalse();
            assertThat(result.get("command")).isEqualTo(desk.parse("{\"type\":\"text\",\"text\":\"status\"}"));
        }
    }

    @Test
    void shouldSayAtOnceThatItIsSentToWhoDoesNotWait() throws Exception {
        try (Tracker tracker = new Tracker()) {
            HttpResponse<String> response = post("{\"type\":\"text\",\"text\":\"status\",\"ttl\":60}");
            assertThat(tracker.told()).isEqualTo("C,1,status");
            assertThat(response.statusCode()).isEqualTo(202);
            assertThat(desk.parse(response.body()).get("state").asText()).isEqualTo("sending");
        }
    }

    @Test
    void shouldQueueForATrackerThatIsNotThere() throws Exception {
        HttpResponse<String> response = post("{\"type\":\"reboot\",\"ttl\":\"1h\"}");
        assertThat(response.statusCode()).isEqualTo(202);
        JsonNode queued = desk.parse(response.body());
        assertThat(queued.get("state").asText()).isEqualTo("queued");
        assertThat(queued.get("expiresAt").asLong() - queued.get("queuedAt").asLong())
                .isEqualTo(3600);
        assertThat(queued.get("ifGatewayDies").asText()).as("usual on one node").isEqualTo("repeat");
        assertThat(desk.json(PATH).get("commands")).hasSize(1);
        assertThat(desk.json(PATH + "/c1")).isEqualTo(queued);
        try (Tracker tracker = new Tracker()) {
            assertThat(tracker.told()).isEqualTo("B");
            Awaitility.await()
                    .until(() -> desk.json(PATH + "/c1").get("state").asText().equals("sent"));
        }
    }

    private CompletableFuture<Errand> submit() {
        Submission asked = new Submission(new Command.Reboot(), "", "", Optional.empty(), Submission.TTL_MS_MIN, false);
        return desk.commands.submit(IDENT, asked);
    }

    @Test
    void shouldHoldWhatIsAskedWhileNothingCanBeRecordedUntilItCan() throws Exception {
        desk.queue.away(true);
        CompletableFuture<Errand> given = submit();
        CompletableFuture<Errand> takenBack = desk.commands.cancel(IDENT, "c9");
        assertThat(desk.commands.of(IDENT).get()).as("asked after them").isEmpty();
        assertThat(given).isNotDone();
        assertThat(takenBack).isNotDone();
        desk.queue.away(false);
        assertThat(given.get().state()).isEqualTo(State.QUEUED);
        assertThatThrownBy(takenBack::get).hasMessageContaining("there is no command 'c9'");
        delete(given.get().id(), 200);
    }

    @Test
    void shouldDoNothingForWhoHasGivenUpMeanwhile() throws Exception {
        desk.queue.away(true);
        CompletableFuture<Errand> given = submit();
        given.cancel(false);
        desk.queue.away(false);
        assertThat(desk.commands.of(IDENT).get()).isEmpty();
        assertThat(submit().get().state()).isEqualTo(State.QUEUED);
        assertThat(desk.commands.of(IDENT).get()).hasSize(1);
    }

    @Test
    void shouldRefuseWhatItHoldsWhenItStops() throws Exception {
        desk.queue.away(true);
        CompletableFuture<Errand> given = submit();
        desk.commands.close();
        assertThatThrownBy(given::get).hasMessageContaining("the command cannot be recorded: it is away");
    }

    @Test
    void shouldShowWhatIsToBecomeOfItIfItsGatewayDies() throws Exception {
        post("{\"type\":\"reboot\",\"ifGatewayDies\":\"fail\",\"ttl\":60}");
        assertThat(desk.json(PATH + "/c1").get("ifGatewayDies").asText()).isEqualTo("fail");
    }

    @Test
    void shouldTakeBackOnlyWhatWaits() throws Exception {
        post("{\"type\":\"reboot\",\"ttl\":60}");
        assertThat(delete("c1", 200).get("state").asText()).isEqualTo("cancelled");
        assertThat(delete("c1", 409).get("detail").asText()).isEqualTo("the command is cancelled");
        assertThat(delete("c2", 404).get("error").asText()).isEqualTo("not_found");
    }

    @Test
    void shouldSayWhatIsWrongWithACommand() throws Exception {
        wrong("{\"type\":\"dance\"}", "type is 'dance'", "one of raw, text, output, position, interval, reboot");
        wrong("{\"type\":\"output\",\"number\":0,\"on\":true}", "number is 0", "1 to 64");
        wrong("{\"type\":\"output\",\"number\":1.5,\"on\":true}", "number is '1.5'", "a whole number");
        wrong("{\"type\":\"output\",\"number\":1,\"on\":1}", "on is '1'", "true or false");
        wrong("{\"type\":\"reboot\",\"force\":1}", "there is no field 'force' in this command", "only type");
        wrong("{\"type\":\"interval\"}", "there is no seconds", "a whole number");
        wrong("{\"type\":\"raw\",\"hex\":\"0\"}", "hex is '0'", "two hexadecimal digits a byte");
        wrong("{\"type\":\"reboot\",\"wait\":\"61s\"}", "wait is 61s", "5s to 60s");
        wrong("{\"type\":\"reboot\",\"ttl\":\"31d\"}", "ttl is 2678400s", "60s to 2592000s");
        wrong("{\"type\":\"reboot\",\"ttl\":\"soon\"}", "ttl is 'soon'", "seconds, or a text like 15s or 1d");
        wrong("{\"type\":\"reboot\",\"ttl\":60,\"wait\":5}", "both wait and ttl are given", "one of them");
        wrong("{\"type\":\"reboot\",\"password\":7}", "password is '7'", "a text");
        wrong("{\"type\":\"reboot\",\"ifGatewayDies\":\"pray\"}", "ifGatewayDies is 'pray'", "fail or repeat");
        wrong("", "there is no type", "a text");
        assertThat(desk.parse(post("[]").body()).get("error").asText()).isEqualTo("bad_json");
    }

    private void wrong(String body, String detail, String expected) throws Exception {
        HttpResponse<String> response = post(body);
        assertThat(response.statusCode()).as(body).isEqualTo(400);
        JsonNode error = desk.parse(response.body());
        assertThat(error.get("error").asText()).isEqualTo("bad_command");
        assertThat(error.get("detail").asText()).isEqualTo(detail);
        assertThat(error.get("expected").asText()).isEqualTo(expected);
    }

    @Test
    void shouldSayWhatTheTrackersProtocolHasNoWordFor() throws Exception {
        try (Tracker tracker = new Tracker()) {
            for (String patience : List.of("\"ttl\":60", "\"wait\":60")) {
                HttpResponse<String> response = post("{\"type\":\"position\"," + patience + "}");
                assertThat(response.statusCode()).isEqualTo(422);
                JsonNode error = desk.parse(response.body());
                assertThat(error.get("error").asText()).isEqualTo("unsupported");
                assertThat(error.get("detail").asText()).isEqualTo("type is 'position', for which line has no word");
                assertThat(error.get("expected").asText()).isEqualTo("one of raw, text, reboot");
            }
            assertThat(tracker.socket.isClosed()).isFalse();
        }
    }

    @Test
    void shouldTakeOnlySoMany() throws Exception {
        for (int i = 0; i < 4; i++) {
            assertThat(post("{\"type\":\"reboot\",\"ttl\":60}").statusCode()).isEqualTo(202);
        }
        HttpResponse<String> full = post("{\"type\":\"reboot\",\"ttl\":60}");
        assertThat(full.statusCode()).isEqualTo(429);
        assertThat(desk.parse(full.body()).get("detail").asText()).isEqualTo("there are 4 unfinished commands to 123");
    }

    @Test
    void shouldNotShowPasswords() throws Exception {
        String answer =
                post("{\"type\":\"reboot\",\"password\":\"geheim\",\"ttl\":60}").body();
        assertThat(answer + desk.get(PATH).body()).doesNotContain("geheim");
    }
}
