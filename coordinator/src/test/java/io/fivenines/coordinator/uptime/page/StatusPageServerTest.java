package io.fivenines.coordinator.uptime.page;

import static io.fivenines.coordinator.uptime.page.FakeLedger.EU;
import static io.fivenines.coordinator.uptime.page.FakeLedger.NOW_MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fivenines.coordinator.cluster.FakeStore;
import io.fivenines.coordinator.cluster.Paths;
import io.fivenines.coordinator.uptime.Incident;
import io.fivenines.coordinator.uptime.State;
import io.fivenines.coordinator.web.Route;
import io.fivenines.coordinator.web.Scope;
import io.fivenines.coordinator.web.Token;
import io.fivenines.coordinator.web.WebConfig;
import io.fivenines.coordinator.web.WebServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StatusPageServerTest {
    private static final Token READER = Token.of("reader", "reader-0123456789", Set.of(Scope.READ));
    private static final Token OPS = Token.of("ops", "ops-0123456789", Set.of(Scope.READ, Scope.OPERATE));

    private final HttpClient client = HttpClient.newHttpClient();
    private final FakeLedger ledger = new FakeLedger();
    private final FakeStore store = new FakeStore();
    private final AtomicLong nowMs = new AtomicLong(NOW_MS);
    private final InstantSource clock = () -> Instant.ofEpochMilli(nowMs.get());
    private final Incident incident =
            FakeLedger.incident(EU, NOW_MS - 90_000, NOW_MS - 60_000, false, "refused", "fra", "led");

    @TempDir
    private Path folder;

    private NoteBook notes;
    private StatusPage page;
    private WebServer console;

    @BeforeEach
    void open() throws IOException {
        ledger.subject(EU, State.UP);
        ledger.month(EU, "2026-11", 30_000, 0);
        ledger.incidents.get(EU).add(incident);
        notes = new NoteBook(store, new Paths("main"));
        PageConfig given = StatusPagePreview.CONFIG;
        PageConfig config = new PageConfig(
                given.host(), 0, given.title(), "", 1_000, given.objective(), given.credits(), Optional.of(folder));
        page = new StatusPage(config, ledger, notes, clock);
        console = new WebServer(
                new WebConfig("127.0.0.1", 0, List.of(READER, OPS)),
                new NoteRoutes(ledger, notes, clock).routes(),
                0,
                clock);
        await().until(() -> get("/").statusCode() != 503);
    }

    @AfterEach
    void close() {
        page.close();
        console.close();
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + page.port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> note(Token token, String id, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + console.port() + "/v1/uptime/incidents/" + id + "/notes"))
                .header("Authorization", "Bearer " + token.name() + "-0123456789")
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    @Test
    void shouldServeAnybodyWithoutATokenAndSayHowLongToKeepIt() throws Exception {
        HttpResponse<String> front = get("/", "Origin", "https://elsewhere.example");
        assertThat(front.statusCode()).isEqualTo(200);
        assertThat(front.body()).contains("Everything is up");
        assertThat(front.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(front.headers().firstValue("Cache-Control")).hasValue("public, max-age=1");
        assertThat(front.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .satisfies(policy -> assertThat(policy)
                        .startsWith("default-src 'none'; style-src 'sha256-")
                        .contains("frame-ancestors 'none'")
                        .doesNotContain("unsafe", "script"));
        assertThat(front.headers().firstValue("Last-Modified")).hasValue("Sat, 28 Nov 2026 19:20:07 GMT");
        String tag = front.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = get("/", "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(get("/feed.atom").headers().firstValue("Content-Type"))
                .hasValue("application/atom+xml;charset=utf-8");
        assertThat(get("/badge.svg").headers().firstValue("Content-Type")).hasValue("image/svg+xml");
    }

    @Test
    void shouldAnswerUnderAnyNameAndToHead() throws Exception {
        HttpRequest head = HttpRequest.newBuilder(URI.create("http://localhost:" + page.port() + "/status.json"))
                .method("HEAD", BodyPublishers.noBody())
                .build();
        assertThat(client.send(head, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldHaveNothingElse() throws Exception {
        HttpResponse<String> answer = get("/nodes");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(new ObjectMapper().readTree(answer.body()).path("detail").asText())
                .contains("'nodes'");
        assertThat(get("/v1/plan").statusCode()).isEqualTo(404);
        assertThatThrownBy(() -> new WebServer(
                        WebConfig.open("127.0.0.1", 0), List.of(Route.get("/x", Scope.READ, ctx -> {})), 0, clock))
                .hasMessageContaining("anybody may ask");
    }

    @Test
    void shouldKeepTheLastPageWhileTheLedgerCannotBeRead() throws Exception {
        ledger.broken = true;
        nowMs.addAndGet(60_000);
        assertThat(get("/").body()).contains("2026-11-28 19:20:07 UTC");
        ledger.broken = false;
        await().until(() -> get("/").body().contains("2026-11-28 19:21:07 UTC"));
    }

    @Test
    void shouldExportWhatItServes() throws Exception {
        await().until(() -> Files.exists(folder.resolve("files.txt")));
        await().until(() -> Files.readString(folder.resolve("index.html")).equals(get("/").body()));
    }

    @Test
    void shouldShowWordsThatAnOperatorAddsAndChangeNoSeconds() throws Exception {
        HttpResponse<String> answer = note(OPS, incident.id(), "{\"text\":\"A switch.\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        await().until(() -> get("/").body().contains("A switch."));
        assertThat(get("/").body()).contains("eu.gw.example.com in eu, 30 s");
        HttpRequest all = HttpRequest.newBuilder(answer.uri())
                .header("Authorization", "Bearer " + READER.name() + "-0123456789")
                .build();
        assertThat(new ObjectMapper()
                        .readTree(client.send(all, BodyHandlers.ofString()).body())
                        .path("notes"))
                .isEqualTo(new ObjectMapper().readTree("""
                        [{"at":1795893607,"who":"ops","text":"A switch."}]"""));
        NoteBook elsewhere = new NoteBook(store, new Paths("main"));
        elsewhere.refresh().join();
        assertThat(elsewhere.notes()).containsExactly(new Note(EU, incident.fromMs(), NOW_MS, "ops", "A switch."));
    }

    @Test
    void shouldRefuseWordsOfStrangersAndOnNothing() throws Exception {
        assertThat(note(READER, incident.id(), "{\"text\":\"x\"}").statusCode()).isEqualTo(403);
        assertThat(note(OPS, "eu:eu.gw.example.com:5", "{\"text\":\"x\"}").statusCode())
                .isEqualTo(404);
        for (String body :
                List.of("", "{}", "[]", "{\"text\":7}", "{\"text\":\"x\",\"seconds\":0}", "{\"text\":\" \"}")) {
            assertThat(note(OPS, incident.id(), body).statusCode()).as(body).isEqualTo(400);
        }
        store.contact(false);
        assertThat(note(OPS, incident.id(), "{\"text\":\"x\"}").statusCode()).isEqualTo(503);
        assertThat(notes.notes()).isEmpty();
    }
}
