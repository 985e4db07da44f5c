package io.fivenines.coordinator.uptime.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.coordinator.uptime.Evidence;
import io.fivenines.coordinator.uptime.Finding;
import io.fivenines.coordinator.uptime.Gap;
import io.fivenines.coordinator.uptime.Incident;
import io.fivenines.coordinator.uptime.Round;
import io.fivenines.coordinator.uptime.State;
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
import io.fivenines.testing.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
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
    /** Wide enough for a machine with much else to do: what takes longer than a gap is void. */
    private static final LineConfig LINE = new LineConfig(200, 2_000);

    private static final RoundLog.Limits LIMITS = new RoundLog.Limits(Duration.ofDays(90), 1 << 30);

    @TempDir
    Path folder;

    /** A coordinator, as far as a prober sees it. */
    private final class Station implements AutoCloseable {
        private final Hub hub;
        private final WebServer server;

        Station(String name, int port) throws IOException {
            hub = new Hub(new Rules(folder.resolve(name), 1, Duration.ofSeconds(90), LIMITS), Clock.systemUTC());
            Token token = Token.of("prober", SECRET, Set.of(Scope.PROBE));
            server = new WebServer(
                    new WebConfig("127.0.0.1", port, List.of(token)),
                    new HubRoutes(hub, Clock.systemUTC()).routes(),
                    1,
                    Clock.systemUTC());
        }

        private List<Long> sequences() {
            return Stream.concat(rounds().stream(), gaps().stream())
                    .map(Evidence::sequence)
                    .sorted()
                    .toList();
        }

        private List<Round> rounds() {
            return hub.rounds(SUBJECT, 0, Long.MAX_VALUE, 10_000);
        }

        private List<Gap> gaps() {
            return hub.gaps(SUBJECT, 0, Long.MAX_VALUE, 10_000);
        }

        @Override
        public void close() throws IOException {
            server.close();
            hub.close();
        }
    }

    /** One for whom all is well, but for its tracker while that is told not to be answered. */
    private static final class FakeCustomer implements Customer {
        private volatile boolean mute;
        private final AtomicInteger failures = new AtomicInteger();

        @Override
        public Outcome visit(Target target) {
            return new Outcome(Verdict.CLEAN, List.of(new Finding(Step.NETWORK, true, 1, "")));
        }

        @Override
        public boolean isOnline(int limitMs) {
            return true;
        }

        @Override
        public Fleet fleet(Target target, LineConfig line, LineConfig program) {
            return new Fleet() {
                @Override
                public void lookUp() {}

                @Override
                public int trackers() {
                    return 1;
                }

                @Override
                public Client tracker(int number) {
                    return new FakeTracker();
                }

                @Override
                public int programs() {
                    return 0;
                }

                @Override
                public Client program(int number) {
                    throw new AssertionError("there is none");
                }
            };
        }

        private final class FakeTracker implements Client {
            @Override
            public void exchange() throws IOException {
                if (mute) {
                    failures.incrementAndGet();
                    throw new IOException("reset");
                }
            }

            @Override
            public boolean isConnected() {
                return false;
            }

            @Override
            public boolean lasts(int ms) {
                return true;
            }

            @Override
            public void close() {}
        }
    }

    private final FakeCustomer customer = new FakeCustomer();
    /** How far the prober's clock is ahead. */
    private final AtomicLong aheadMs = new AtomicLong();

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
        ProbeConfig config = new ProbeConfig(
                "fra", 1, 100, 100, LINE, LINE, folder.resolve("prober"), LIMITS, List.of(target), hubs);
        InstantSource clock = () -> Instant.now().plusMillis(aheadMs.get());
        return new Prober(config, customer, new Surroundings(System::nanoTime, clock, Thread::sleep, new Random(1)));
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
        int one = FreePort.take();
        int two = FreePort.take();
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
        int port = FreePort.take();
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

    private List<String> files() throws IOException {
        try (Stream<Path> found = Files.list(folder.resolve("prober"))) {
            return found.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void shouldGoOnWhenItsClockHadBeenDaysAhead() throws Exception {
        int port = FreePort.take();
        try (Prober prober = prober(port);
                Station station = new Station("one", port)) {
            awaitRounds(station, 3);
            aheadMs.set(Duration.ofDays(10).toMillis());
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> files().size() == 2);
            aheadMs.set(0);
            long beforeMs = System.currentTimeMillis();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> station.rounds().stream().anyMatch(round -> round.beganMs() > beforeMs));
            assertThat(station.rounds()).allMatch(round -> round.endedMs() <= System.currentTimeMillis());
            assertThat(files()).anyMatch(name -> name.startsWith("rounds.001-"));
        }
    }

    private void awaitGap(Callable<Boolean> seen) {
        customer.mute = true;
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(seen);
    }

    /** Each part from where the one before ended, and the last one closed. */
    private static void assertOneGap(List<Gap> parts) {
        for (int i = 1; i < parts.size(); i++) {
            assertThat(parts.get(i).beganMs()).isEqualTo(parts.get(i - 1).endedMs());
        }
        assertThat(parts).isNotEmpty();
        assertThat(parts.get(parts.size() - 1).open()).isFalse();
    }

    @Test
    void shouldBringAGapThatWasWhileTheHubWasAway() throws Exception {
        int port = FreePort.take();
        try (Prober prober = prober(port)) {
            try (Station station = new Station("one", port)) {
                awaitRounds(station, 5);
            }
            long beforeMs = System.currentTimeMillis();
            // Every 40 ms one fails: this is longer than a gap.
            awaitGap(() -> customer.failures.get() > 60);
            long afterMs = System.currentTimeMillis();
            customer.mute = false;
            try (Station again = new Station("one", port)) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> again.gaps().stream().anyMatch(gap -> !gap.open()));
                assertWhole(again.sequences());
                List<Gap> parts = again.gaps();
                assertOneGap(parts);
                assertThat(parts.get(0).beganMs()).isLessThanOrEqualTo(beforeMs + LINE.intervalMs());
                assertThat(parts.get(parts.size() - 1).endedMs()).isGreaterThanOrEqualTo(afterMs);
                assertThat(parts.get(0).words()).isIn("reset", "the prober had no network, or did not run");
            }
        }
    }

    @Test
    void shouldShowAGapWhileItLastsAndEndItWhenItIsStartedAgain() throws Exception {
        int port = FreePort.take();
        try (Station station = new Station("one", port)) {
            try (Prober prober = prober(port)) {
                awaitRounds(station, 5);
                awaitGap(() -> station.hub.views(SUBJECT).get("fra") == State.DOWN);
                assertThat(station.hub.incidents(SUBJECT, 0, Long.MAX_VALUE)).anyMatch(Incident::open);
            }
            List<Gap> told = station.gaps();
            customer.mute = false;
            try (Prober prober = prober(port)) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> station.gaps().size() > told.size());
                assertOneGap(station.gaps());
                assertThat(station.hub.views(SUBJECT)).containsEntry("fra", State.UP);
            }
        }
    }
}
