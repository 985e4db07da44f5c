package io.fivenines.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fivenines.coordinator.testing.Ensemble;
import io.fivenines.coordinator.uptime.keep.RoundLog;
import io.fivenines.testing.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Three coordinators and a prober as processes, real ZooKeeper, and an incident in which the leader is killed. */
@Tag("long")
@Timeout(300)
class HubLeaderTest {
    private static final int HUBS = 3;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final RoundLog.Limits LIMITS = new RoundLog.Limits(Duration.ofDays(90), 1L << 30);

    /** What is killed may still be writing. */
    @TempDir(cleanup = CleanupMode.NEVER)
    private Path folder;

    private final List<Process> processes = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private int[] ports;

    @AfterEach
    void end() {
        processes.forEach(Process::destroyForcibly);
    }

    private Process start(String name, Class<?> main, String command, String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".yaml"), yaml);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        command,
                        "-c",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve(name + ".log").toFile()))
                .start();
        processes.add(process);
        return process;
    }

    private Process coordinator(int number, String zooKeeper) throws IOException {
        return start("c" + number, Coordinator.class, "coordinator", """
                id: c%1$d
                place: p%1$d
                cluster: {connect: '%2$s', sessionTimeout: 2s}
                console: {port: %3$d}
                uptime: {folder: '%4$s', quorum: 1, validity: 20s}
                """.formatted(
                        number, zooKeeper, ports[number], folder.resolve("hub" + number)));
    }

    /** Its endpoint's API is a port that nobody has. */
    private Process prober(int reference) throws IOException {
        return start("prober", Probe.class, "probe", """
                location: fra
                interval: 400ms
                retry: 200ms
                references: ['127.0.0.1:%d']
                folder: '%s'
                hubs: [{url: 'http://127.0.0.1:%d'}, {url: 'http://127.0.0.1:%d'}, {url: 'http://127.0.0.1:%d'}]
                targets: [{datacenter: eu, endpoint: eu.gw, host: 127.0.0.1, api: 'http://127.0.0.1:1'}]
                """.formatted(
                        reference, folder.resolve("rounds"), ports[0], ports[1], ports[2]));
    }

    /** What a hub answers; nothing while it does not. */
    private JsonNode ask(int hub, String path) {
        try {
            URI uri = URI.create("http://127.0.0.1:" + ports[hub] + path);
            HttpRequest request =
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
            return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            return JSON.createObjectNode();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private int leader() {
        for (int hub = 0; hub < HUBS; hub++) {
            if (ask(hub, "/v1/status").path("leader").asBoolean()) {
                return hub;
            }
        }
        return -1;
    }

    /** Under load one may step down a moment after it said that it leads. */
    private int awaitLeader() {
        return await().atMost(Duration.ofMinutes(2)).until(this::leader, hub -> hub >= 0);
    }

    private List<Long> numbers(int hub) {
        List<Long> numbers = new ArrayList<>();
        JsonNode answer = ask(hub, "/v1/uptime/rounds?from=0&limit=10000");
        answer.path("rounds")
                .forEach(round -> numbers.add(round.path("sequence").asLong()));
        answer.path("gaps").forEach(gap -> numbers.add(gap.path("sequence").asLong()));
        numbers.sort(null);
        return numbers;
    }

    private void awaitRounds(int hub, int count) {
        await().atMost(Duration.ofMinutes(2)).until(() -> numbers(hub).size() >= count);
    }

    @Test
    void shouldLoseNoRoundAndCountNoneTwiceWhenTheLeaderIsKilledDuringAnIncident() throws Exception {
        ports = new int[] {FreePort.take(), FreePort.take(), FreePort.take()};
        try (Ensemble ensemble = new Ensemble(1);
                ServerSocket reference = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress())) {
            String zooKeeper = ensemble.config(Duration.ofSeconds(2)).connect();
            List<Process> hubs = new ArrayList<>();
            for (int hub = 0; hub < HUBS; hub++) {
                hubs.add(coordinator(hub, zooKeeper));
            }
            awaitLeader();
            Process prober = prober(reference.getLocalPort());
            for (int hub = 0; hub < HUBS; hub++) {
                awaitRounds(hub, 5);
            }
            int killed = awaitLeader();
            int had = numbers(killed).size();
            hubs.get(killed).destroyForcibly().waitFor();
            awaitRounds(awaitLeader(), had + 20);
            coordinator(killed, zooKeeper);
            awaitRounds(killed, had + 25);
            prober.destroy();
            assertThat(prober.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertWhole(kept());
        }
    }

    private List<Long> kept() throws IOException {
        List<Long> kept = new ArrayList<>();
        try (RoundLog log = RoundLog.open(folder.resolve("rounds"), LIMITS)) {
            log.read(RoundLog.Cursor.BEGINNING, (round, next) -> kept.add(round.sequence()));
        }
        return kept;
    }

    /** Each hub has what the prober kept, but for what was on its way when that ended, and the same one incident. */
    private void assertWhole(List<Long> kept) {
        Set<JsonNode> begun = new HashSet<>();
        for (int hub = 0; hub < HUBS; hub++) {
            List<Long> numbers = numbers(hub);
            assertThat(numbers).as("hub " + hub).doesNotHaveDuplicates();
            assertThat(kept).startsWith(numbers.toArray(Long[]::new));
            assertThat(kept.size() - numbers.size()).isLessThanOrEqualTo(5);
            JsonNode incidents = ask(hub, "/v1/uptime/incidents").path("incidents");
            assertThat(incidents).hasSize(1);
            begun.add(incidents.get(0).path("from"));
        }
        assertThat(begun).hasSize(1);
    }
}
