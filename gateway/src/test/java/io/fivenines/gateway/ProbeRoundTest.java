package io.fivenines.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.fivenines.coordinator.config.Settings;
import io.fivenines.coordinator.uptime.Finding;
import io.fivenines.coordinator.uptime.Step;
import io.fivenines.coordinator.uptime.Subject;
import io.fivenines.coordinator.uptime.Verdict;
import io.fivenines.coordinator.uptime.probe.Client;
import io.fivenines.coordinator.uptime.probe.Fleet;
import io.fivenines.coordinator.uptime.probe.Idents;
import io.fivenines.coordinator.uptime.probe.LineConfig;
import io.fivenines.coordinator.uptime.probe.Outcome;
import io.fivenines.coordinator.uptime.probe.Regular;
import io.fivenines.coordinator.uptime.probe.Surroundings;
import io.fivenines.coordinator.uptime.probe.Target;
import io.fivenines.coordinator.uptime.probe.wire.Wire;
import io.fivenines.coordinator.web.Audit;
import io.fivenines.gateway.decode.protocol.Protocols;
import io.fivenines.gateway.journal.local.DiskStorage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The prober's round against a whole gateway: what a customer does, in three protocols. */
@Timeout(60)
class ProbeRoundTest {
    @TempDir
    private Path folder;

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final HttpClient http = HttpClient.newHttpClient();
    private ServerSocket reference;

    @BeforeEach
    void open() throws IOException {
        reference = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        executor.shutdownNow();
        reference.close();
    }

    private Node node() throws IOException {
        return node("{port: 0}");
    }

    private Node node(String api) throws IOException {
        Path file = Files.writeString(folder.resolve("gateway.yaml"), """
                listeners:
                  - {protocol: teltonika, host: 127.0.0.1, port: 0}
                  - {protocol: wialon, host: 127.0.0.1, port: 0}
                  - {protocol: gt06, host: 127.0.0.1, port: 0}
                journal: {folder: '%s'}
                api: %s
                """.formatted(folder.resolve("journal"), api));
        return new Node(GatewayConfig.from(Settings.file(file, Map.of()), "host", Protocols.ALL), DiskStorage::new);
    }

    private static Target target(Node node) {
        List<Target.Port> ports = new ArrayList<>();
        for (int i = 0; i < Wire.ALL.size(); i++) {
            ports.add(new Target.Port(
                    Wire.ALL.get(i), node.listeners().get(i).address().getPort()));
        }
        return new Target(
                new Subject("eu", "eu.gw.example.com"),
                1,
                "127.0.0.1",
                List.of(),
                ports,
                new Target.Api(node.apiUrl().replace("127.0.0.1", "{address}"), ""),
                Target.Freshness.NONE);
    }

    private Regular customer() {
        Regular.Habits habits = new Regular.Habits(
                new Idents("99", 7),
                List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), reference.getLocalPort())),
                false,
                5_000,
                10_000,
                60_000);
        Surroundings around = new Surroundings(System::nanoTime, Clock.systemUTC(), Thread::sleep, new Random(5));
        return new Regular(habits, around, executor);
    }

    @Test
    void shouldFindNothingWrongTimeAndAgain() throws Exception {
        try (Node node = node()) {
            Regular customer = customer();
            for (int i = 0; i < 3; i++) {
                Outcome outcome = customer.visit(target(node));
                assertThat(outcome.findings()).allMatch(Finding::well).hasSize(Step.values().length);
                assertThat(outcome.verdict()).isEqualTo(Verdict.CLEAN);
            }
        }
    }

    @Test
    void shouldSayWhatFailedAndBlameNobodyForItsOwnNetwork() throws Exception {
        Target target;
        try (Node node = node()) {
            target = target(node);
        }
        Outcome outcome = customer().visit(target);
        assertThat(outcome.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(outcome.findings()).last().extracting(Finding::step).isEqualTo(Step.API);
        reference.close();
        Outcome blind = customer().visit(target);
        assertThat(blind.verdict()).isEqualTo(Verdict.VOID);
        assertThat(blind.findings()).extracting(Finding::step).containsExactly(Step.NETWORK);
    }

    @Test
    void shouldMissAStreamThatIsNotServed() throws Exception {
        try (Node node = node("{port: 0, streamsMax: 1}")) {
            Outcome outcome = customer().visit(target(node));
            assertThat(outcome.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(outcome.findings()).last().satisfies(finding -> {
                assertThat(finding.step()).isEqualTo(Step.READBACK);
                assertThat(finding.words()).contains("/v1/messages/tail?ident=", "503");
            });
        }
    }

    /** They come as soon as the trackers of the next round do, before its records are acknowledged and after. */
    @Test
    void shouldTakeCommandsThatAnEarlierRoundGaveUpWaitingFor() throws Exception {
        try (Node node = node()) {
            for (String ident : List.of("990007001000001", "fivenines-probe-7-1", "990007001000003")) {
                for (String text : List.of("fivenines-probe 80000001", "fivenines-probe 80000002")) {
                    String body = "{\"type\":\"text\",\"text\":\"" + text + "\",\"ttl\":\"1m\"}";
                    assertThat(post(node, ident, body).statusCode()).isEqualTo(202);
                }
            }
            Outcome outcome = customer().visit(target(node));
            assertThat(outcome.findings()).allMatch(Finding::well);
            assertThat(outcome.verdict()).isEqualTo(Verdict.CLEAN);
        }
    }

    /** In every protocol, as an ident of its own, so that rounds do not end its connection. */
    @Test
    void shouldHoldALineBesideTheRoundsAndComeBackWhenItBreaks() throws Exception {
        try (Node node = node()) {
            Regular customer = customer();
            Target all = target(node);
            for (Target.Port port : all.trackers()) {
                Target one = new Target(
                        all.subject(), 1, all.host(), List.of(), List.of(port), all.api(), Target.Freshness.NONE);
                try (Client tracker = fleet(customer, one).tracker(0)) {
                    tracker.exchange();
                    tracker.exchange();
                    assertThat(customer.visit(one).verdict()).isEqualTo(Verdict.CLEAN);
                    tracker.exchange();
                }
            }
            assertThat(customer.isOnline(1_000)).isTrue();
        }
    }

    private static Fleet fleet(Regular customer, Target target) {
        return customer.fleet(target, LineConfig.DEFAULT, LineConfig.DEFAULT);
    }

    private HttpResponse<String> post(Node node, String ident, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(commands(node, ident))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static URI commands(Node node, String ident) {
        return URI.create(node.apiUrl() + "/v1/devices/" + ident + "/commands");
    }

    @Test
    void shouldGiveCommandsForATrackerNobodyHasAndLeaveNoneWhateverWasLeftBefore() throws Exception {
        String ident = "fivenines-probe-7-1-program-0";
        String left = "{\"type\":\"text\",\"text\":\"left\",\"ttl\":\"1h\"}";
        try (Node node = node()) {
            Fleet fleet = fleet(customer(), target(node));
            assertThat(fleet.programs()).isEqualTo(1);
            Client program = fleet.program(0);
            while (post(node, ident, left).statusCode() == 202) {
                assertThat(program.isConnected()).isFalse();
            }
            program.exchange();
            assertThat(program.isConnected()).isTrue();
            program.exchange();
            HttpRequest look = HttpRequest.newBuilder(commands(node, ident)).build();
            assertThat(http.send(look, HttpResponse.BodyHandlers.ofString()).body())
                    .contains("fivenines-probe", "\"cancelled\"")
                    .doesNotContain("\"queued\"");
            while (post(node, ident, left).statusCode() == 202) {
                assertThat(program.isConnected()).as("full by others").isTrue();
            }
            assertThatThrownBy(program::exchange)
                    .hasMessageContaining("commands at 127.0.0.1")
                    .hasMessageContaining("429, expected 202: there are 64 unfinished commands to " + ident);
            assertThat(program.isConnected()).isFalse();
            program.exchange();
        }
    }

    /** Two lines each five seconds would drown what operators did; what the gateway exempts is what a program says. */
    @Test
    void shouldLeaveNoLineInTheAuditLogForCommandsThatAreTaken() throws Exception {
        Logger audit = (Logger) LoggerFactory.getLogger(Audit.LOGGER);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        audit.addAppender(lines);
        try (Node node = node()) {
            Client program = fleet(customer(), target(node)).program(0);
            program.exchange();
            program.exchange();
            post(node, "last", "{\"type\":\"reboot\",\"ttl\":\"1m\"}");
            await().until(() ->
                    List.copyOf(lines.list).stream().anyMatch(line -> told(line).contains("/v1/devices/last/")));
            assertThat(lines.list).hasSize(1);
        } finally {
            audit.detachAppender(lines);
        }
    }

    private static String told(ILoggingEvent line) {
        return String.valueOf(line.getKeyValuePairs());
    }

    @Test
    void shouldSayWhyCommandsCannotBeGivenAndGoOnWhenTheyCan() throws Exception {
        Target target;
        Client program;
        try (Node node = node()) {
            target = target(node);
            program = fleet(customer(), target).program(0);
            program.exchange();
        }
        assertThatThrownBy(program::exchange).isInstanceOf(IOException.class).hasMessageContaining("127.0.0.1");
        assertThat(program.isConnected()).isFalse();
        int port =
                URI.create(target.api().url().replace("{address}", "127.0.0.1")).getPort();
        try (Node node = node("{port: " + port + "}")) {
            assertThat(node.apiUrl()).endsWith(":" + port);
            program.exchange();
            program.close();
            assertThatThrownBy(program::exchange).hasMessageContaining("the prober stops");
        }
    }

    @Test
    void shouldSayWhatIsWrongWithALineAndGoOn() throws Exception {
        Target target;
        Regular customer = customer();
        Client tracker;
        try (Node node = node()) {
            target = target(node);
            tracker = fleet(customer, target).tracker(0);
            tracker.exchange();
        }
        assertThatThrownBy(tracker::exchange).isInstanceOf(IOException.class).hasMessageContaining("990007001000006");
        assertThatThrownBy(tracker::exchange).hasMessageContaining("no connection to");
        tracker.close();
        assertThatThrownBy(tracker::exchange).isInstanceOf(IOException.class);
        reference.close();
        assertThat(customer.isOnline(1_000)).isFalse();
    }
}
