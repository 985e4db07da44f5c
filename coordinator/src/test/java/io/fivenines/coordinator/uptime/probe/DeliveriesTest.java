package io.fivenines.coordinator.uptime.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.coordinator.uptime.Evidence;
import io.fivenines.coordinator.uptime.Round;
import io.fivenines.coordinator.uptime.Subject;
import io.fivenines.coordinator.uptime.Verdict;
import io.fivenines.coordinator.uptime.hub.Hub;
import io.fivenines.coordinator.uptime.hub.HubRoutes;
import io.fivenines.coordinator.uptime.hub.Rules;
import io.fivenines.coordinator.uptime.keep.RoundLog;
import io.fivenines.coordinator.web.Scope;
import io.fivenines.coordinator.web.Token;
import io.fivenines.coordinator.web.WebConfig;
import io.fivenines.coordinator.web.WebServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a prober keeps, and a hub that is brought it. */
@Timeout(60)
class DeliveriesTest {
    private static final Subject SUBJECT = new Subject("eu", "eu.gw.example.com");
    private static final String SECRET = "prober-0123456789";
    private static final long BASE = Instant.parse("2026-10-31T12:00:00Z").toEpochMilli();
    private static final long DAY = 86_400_000;
    private static final RoundLog.Limits LIMITS = new RoundLog.Limits(Duration.ofDays(90), 1 << 30);

    @TempDir
    Path folder;

    private final AtomicInteger reads = new AtomicInteger();
    private volatile long hubMs = BASE;
    private volatile long proberMs = BASE;
    private Hub hub;
    private WebServer server;

    @BeforeEach
    void open() throws IOException {
        hub = new Hub(
                new Rules(folder.resolve("hub"), 1, Duration.ofSeconds(90), LIMITS), () -> Instant.ofEpochMilli(hubMs));
        Token token = Token.of("prober", SECRET, Set.of(Scope.PROBE));
        server = new WebServer(
                new WebConfig("127.0.0.1", 0, List.of(token)),
                new HubRoutes(hub, Clock.systemUTC()).routes(),
                1,
                Clock.systemUTC());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        hub.close();
    }

    private RoundLog log() throws IOException {
        return RoundLog.open(folder.resolve("prober"), LIMITS);
    }

    private Deliveries deliveries(RoundLog log) {
        HubAddress address = new HubAddress("http://127.0.0.1:" + server.port(), SECRET);
        Deliveries.Source source = (from, reader) -> {
            if (reads.incrementAndGet() > 100) {
                throw new IOException("read too often");
            }
            log.read(from, reader);
        };
        return new Deliveries(address, "fra", source, () -> Instant.ofEpochMilli(proberMs));
    }

    private static Round round(long sequence, long ms) {
        return new Round("fra", sequence, SUBJECT, ms, ms + 500, Verdict.CLEAN, List.of());
    }

    /** Found and kept at that time by the prober's clock. */
    private static void keep(RoundLog log, long sequence, long ms) throws IOException {
        log.append(List.of(round(sequence, ms)), ms);
    }

    private void awaitAtHub(Long... sequences) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(atHub()).containsExactly(sequences));
    }

    private List<Long> atHub() {
        return hub.rounds(SUBJECT, 0, Long.MAX_VALUE, 100).stream()
                .map(Evidence::sequence)
                .toList();
    }

    @Test
    void shouldPauseWhenTheNewestDayHoldsNoRoundYet() throws Exception {
        try (RoundLog log = log()) {
            log.append(List.of(round(1, BASE - DAY)), BASE - DAY);
        }
        Files.createFile(folder.resolve("prober/rounds-20261031.log"));
        try (RoundLog log = log();
                Deliveries deliveries = deliveries(log)) {
            deliveries.deliver();
            assertThat(atHub()).containsExactly(1L);
            assertThat(reads.get()).as("reads").isLessThanOrEqualTo(2);
            log.append(List.of(round(2, BASE)), BASE);
            deliveries.deliver();
            assertThat(atHub()).containsExactly(1L, 2L);
            assertThat(reads.get()).as("reads").isLessThanOrEqualTo(4);
        }
    }

    @Test
    void shouldPassOverWhatAWrongClockDatedToDaysToCome() throws Exception {
        try (RoundLog log = log();
                Deliveries deliveries = deliveries(log)) {
            keep(log, 1, BASE - 20_000);
            keep(log, 2, BASE + 10 * DAY);
            keep(log, 3, BASE + 3_600_000);
            keep(log, 4, BASE - 10_000);
            deliveries.soon();
            awaitAtHub(1L, 4L);
            keep(log, 5, BASE - 5_000);
            deliveries.soon();
            awaitAtHub(1L, 4L, 5L);
        }
    }

    @Test
    void shouldKeepWhatIsOfTheFutureUntilThereIsSomethingNewer() throws Exception {
        try (RoundLog log = log();
                Deliveries deliveries = deliveries(log)) {
            keep(log, 1, BASE - 20_000);
            keep(log, 2, BASE + 10 * DAY);
            deliveries.soon();
            awaitAtHub(1L);
            hubMs = BASE + 10 * DAY;
            proberMs = BASE + 10 * DAY;
            deliveries.soon();
            awaitAtHub(1L, 2L);
        }
    }

    @Test
    void shouldBringEverythingAHubTakesThoughItsOwnClockIsBehind() throws Exception {
        proberMs = 0;
        try (RoundLog log = log();
                Deliveries deliveries = deliveries(log)) {
            keep(log, 1, BASE - 20_000);
            keep(log, 2, 0);
            deliveries.soon();
            awaitAtHub(2L, 1L);
        }
    }
}
