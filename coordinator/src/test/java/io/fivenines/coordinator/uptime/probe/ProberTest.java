package io.fivenines.coordinator.uptime.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.coordinator.uptime.Finding;
import io.fivenines.coordinator.uptime.Round;
import io.fivenines.coordinator.uptime.Step;
import io.fivenines.coordinator.uptime.Subject;
import io.fivenines.coordinator.uptime.Verdict;
import io.fivenines.coordinator.uptime.hub.Hub;
import io.fivenines.coordinator.uptime.hub.HubRoutes;
import io.fivenines.coordinator.uptime.hub.Rules;
import io.fivenines.coordinator.uptime.keep.RoundLog;
import io.fivenines.coordinator.uptime.probe.wire.Wire;
import io.fivenines.coordinator.web.Scope;
import io.fivenines.coordinator.web.Token;
import io.fivenines.coordinator.web.WebConfig;
import io.fivenines.coordinator.web.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A prober, hubs that come and go, and every round at every hub once and in order. */
@Timeout(60)
@SuppressWarnings("try") // a prober that only has to run
class ProberTest {
    private static final Subject SUBJECT = new Subject("eu", "eu.gw.example.com");
    private static final String SECRET = "prober-0123456789";
    private static final RoundLog.Limits LIMITS = new RoundLog.Limits(Duration.ofDays(90), 1 << 30);

    @TempDir
    Path folder;

    /** A coordinator, as far as a prober sees it. */
    private final class Station implements AutoCloseable {
        private final Hub hub;
        private final WebServer server;

        Station(String name, int port) throws IOException {
            hub = new Hub(new Rules(folder.resolve(name), 1, Duration.ofSeconds(90), LIMITS), Clock.systemUTC());
            Token token = new Token("prober", SECRET, Set.of(Scope.PROBE));
            server = new WebServer(
                    new WebConfig("127.0.0.1", port, List.of(token)),
                    new HubRoutes(hub, Clock.systemUTC()).routes(),
                    1,
                    Clock.systemUTC());
        }

        private List<Long> sequences() {
            return hub.rounds(SUBJECT, 0, Long.MAX_VALUE, 10_000).stream()
                    .map(Round::sequence)
                    .toList();
        }

        @Override
        public void close() throws IOException {
            server.close();
            hub.close();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Prober prober(int... ports) throws IOException {
        Target target = new Target(
                SUBJECT,
                1,
                "127.0.0.1",
                List.of(),
                List.of(new Target.Port(Wire.ALL.get(0), 1)),
                new Target.Api("http://127.0.0.1:1", ""),
                Target.Freshness.NONE);
        List<HubAddress> hubs = Arrays.stream(ports)
                .mapToObj(port -> new HubAddress("http://127.0.0.1:" + port, SECRET))
                .toList();
        ProbeConfig config = new ProbeConfig("fra", 100, 100, folder.resolve("prober"), LIMITS, List.of(target), hubs);
        Outcome clean = new Outcome(Verdict.CLEAN, List.of(new Finding(Step.NETWORK, true, 1, "")));
        return new Prober(
                config,
                visited -> clean,
                new Surroundings(System::nanoTime, Clock.systemUTC(), Thread::sleep, new Random(1)));
    }

    private static void awaitRounds(Station station, int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> station.sequences().size() >= count);
    }

    private static void assertWhole(List<Long> sequences) {
        assertThat(sequences)
                .isEqualTo(LongStream.range(0, sequences.size())
                        .mapToObj(i -> sequences.get(0) + i)
                        .toList());
    }

    @Test
    void shouldBringEveryRoundToEveryHubOnceThroughOutagesAndRestarts() throws Exception {
        int one = freePort();
        int two = freePort();
        Prober prober = prober(one, two);
        try {
            long first;
            try (Station station = new Station("one", one)) {
                awaitRounds(station, 5);
                first = station.sequences().get(0);
            }
            prober.close();
            prober = prober(one, two);
            try (Station again = new Station("one", one);
                    Station late = new Station("two", two)) {
                awaitRounds(late, 10);
                awaitRounds(again, 10);
                assertThat(again.sequences().get(0)).isEqualTo(first);
                assertThat(late.sequences().get(0)).isEqualTo(first);
                assertWhole(again.sequences());
                assertWhole(late.sequences());
            }
        } finally {
            prober.close();
        }
    }

    @Test
    void shouldFillAHubThatHasLostItsDisk() throws Exception {
        int port = freePort();
        try (Prober prober = prober(port)) {
            long first;
            try (Station station = new Station("old", port)) {
                awaitRounds(station, 5);
                first = station.sequences().get(0);
            }
            try (Station empty = new Station("new", port)) {
                awaitRounds(empty, 6);
                assertThat(empty.sequences().get(0)).isEqualTo(first);
                assertWhole(empty.sequences());
            }
        }
    }
}
