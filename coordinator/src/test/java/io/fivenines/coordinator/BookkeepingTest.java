package io.fivenines.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.fivenines.coordinator.cluster.FakeStore;
import io.fivenines.coordinator.uptime.Coverage;
import io.fivenines.coordinator.uptime.Finding;
import io.fivenines.coordinator.uptime.Month;
import io.fivenines.coordinator.uptime.Round;
import io.fivenines.coordinator.uptime.Step;
import io.fivenines.coordinator.uptime.Subject;
import io.fivenines.coordinator.uptime.Verdict;
import io.fivenines.coordinator.uptime.hub.RowCopies;
import io.fivenines.coordinator.uptime.hub.Rules;
import io.fivenines.coordinator.uptime.keep.RoundLog;
import io.fivenines.coordinator.uptime.notify.NotifyConfig;
import io.fivenines.coordinator.uptime.notify.Shape;
import io.fivenines.coordinator.uptime.notify.Teller;
import io.fivenines.coordinator.uptime.notify.WebhookConfig;
import io.fivenines.coordinator.web.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a coordinator does for its hub by itself: rows and their copies, and telling people. */
@Timeout(60)
class BookkeepingTest {
    private static final Subject SUBJECT = new Subject("eu", "eu.gw.example.com");
    private static final long BASE = Instant.parse("2026-11-10T12:00:00Z").toEpochMilli();
    private static final Month OLD = new Month(SUBJECT, "2026-08", new Coverage(1_000, 20, 5), List.of());

    @TempDir
    Path folder;

    private final FakeStore store = new FakeStore();
    private final RowCopies copies = new RowCopies(store, "/uptime");
    private final AtomicBoolean leads = new AtomicBoolean();
    /** How often it was asked whether it is the one. */
    private final AtomicInteger asked = new AtomicInteger();

    private final List<String> told = new CopyOnWriteArrayList<>();
    private HttpServer people;
    private volatile long nowMs = BASE;

    @BeforeEach
    void open() throws IOException {
        people = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        people.createContext("/", exchange -> {
            told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        people.start();
    }

    @AfterEach
    void close() {
        people.stop(0);
    }

    private Bookkeeping books() throws IOException {
        URI url = URI.create("http://127.0.0.1:" + people.getAddress().getPort() + "/x");
        Rules rules = new Rules(folder, 1, Duration.ofSeconds(90), new RoundLog.Limits(Duration.ofDays(90), 1 << 30));
        NotifyConfig notifying = new NotifyConfig(
                Duration.ofMinutes(30), 30, List.of(new WebhookConfig("ops", url, Shape.JSON, "")), List.of());
        return new Bookkeeping(
                new UptimeConfig(rules, notifying, Optional.empty()),
                copies,
                () -> {
                    asked.incrementAndGet();
                    return leads.get() ? Teller.SELF : Teller.OTHER;
                },
                System::nanoTime,
                () -> Instant.ofEpochMilli(nowMs),
                new Bookkeeping.Rhythm(20, 20));
    }

    private void see(Bookkeeping books, long sequence, int second, Verdict verdict) throws IOException {
        long beganMs = BASE + second * 1_000L;
        nowMs = beganMs + 500;
        Finding finding = new Finding(Step.TRACKER, verdict == Verdict.CLEAN, 5, "no answer");
        books.hub()
                .take(
                        "fra",
                        sequence - 1,
                        List.of(new Round("fra", sequence, SUBJECT, beganMs, nowMs, verdict, List.of(finding))));
    }

    private List<String> copied() {
        return copies.read().join().stream().map(Month::month).sorted().toList();
    }

    private static List<String> months(Bookkeeping books) {
        return books.hub().months(SUBJECT).stream().map(Month::month).toList();
    }

    @Test
    void shouldTakeOldRowsFromTheirCopiesAndCopyItsOwn() throws Exception {
        copies.write(List.of(OLD)).join();
        try (Bookkeeping books = books()) {
            see(books, 1, 0, Verdict.CLEAN);
            await().until(() -> months(books).equals(List.of("2026-08", "2026-11")));
            await().until(() -> copied().equals(List.of("2026-08", "2026-11")));
        }
        try (Bookkeeping books = books()) {
            assertThat(books.hub().months(SUBJECT)).as("on its own disk").contains(OLD);
        }
    }

    @Test
    void shouldWriteItsRowsWithoutZooKeeperAndTakeTheOldOnesOnceThatIsBack() throws Exception {
        copies.write(List.of(OLD)).join();
        store.contact(false);
        try (Bookkeeping books = books()) {
            see(books, 1, 0, Verdict.CLEAN);
            Path rows = folder.resolve("months.log");
            await().until(() -> rows.toFile().length() > 0);
            assertThat(months(books)).containsExactly("2026-11");
            store.contact(true);
            await().until(() -> months(books).equals(List.of("2026-08", "2026-11")));
        }
    }

    @Test
    void shouldTellPeopleOnlyWhileItIsTheOneThatTells() throws Exception {
        try (Bookkeeping books = books()) {
            see(books, 1, 0, Verdict.CLEAN);
            see(books, 2, 60, Verdict.FAILED);
            see(books, 3, 61, Verdict.FAILED);
            int before = asked.get();
            await().until(() -> asked.get() > before + 2);
            assertThat(told).as("though it was looked at").isEmpty();
            leads.set(true);
            await().until(() -> told.size() == 1);
            assertThat(told.get(0)).contains(SUBJECT.endpoint());
            see(books, 4, 71, Verdict.CLEAN);
            await().until(() -> told.size() == 2);
            assertThat(told.get(1)).contains("end");
        }
    }

    @Test
    void shouldAnswerForTheLedgerAndForATestOfItsNotifications() throws Exception {
        try (Bookkeeping books = books()) {
            assertThat(books.routes())
                    .extracting(Route::path)
                    .contains(
                            "/v1/uptime/rounds",
                            "/v1/uptime/endpoints",
                            "/v1/uptime/incidents",
                            "/v1/uptime/notify/test");
        }
    }
}
