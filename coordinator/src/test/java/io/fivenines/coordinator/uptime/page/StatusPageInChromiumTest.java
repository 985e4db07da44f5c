package io.fivenines.coordinator.uptime.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fivenines.coordinator.cluster.FakeStore;
import io.fivenines.coordinator.cluster.Paths;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Five years of history as Debian's Chromium shows them, with scripts off. */
@Timeout(120)
class StatusPageInChromiumTest {
    private static final List<String> PAGES = List.of("", Frame.HISTORY, "incidents-2026.html");
    private static final long LOAD_MS_MAX = 1_000;
    private static final int LOADS = 3;

    /** Chromium's children may still write while it goes. */
    @TempDir(cleanup = CleanupMode.NEVER)
    private Path folder;

    private StatusPage page;
    private Chromium chromium;

    @BeforeEach
    void open() throws Exception {
        chromium = new Chromium(folder);
        page = new StatusPage(
                StatusPagePreview.CONFIG,
                FakeLedger.ofFiveYears(),
                new NoteBook(new FakeStore(), new Paths("main")),
                () -> Instant.ofEpochMilli(FakeLedger.NOW_MS));
        HttpRequest front = HttpRequest.newBuilder(URI.create(url(""))).build();
        await().until(() -> HttpClient.newHttpClient()
                        .send(front, BodyHandlers.discarding())
                        .statusCode()
                == 200);
        chromium.ask("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        chromium.ask("Network.setCacheDisabled", Map.of("cacheDisabled", true));
    }

    @AfterEach
    void close() throws Exception {
        if (page != null) {
            page.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    private String url(String file) {
        return "http://127.0.0.1:" + page.port() + "/" + file;
    }

    private void wide(int width) throws Exception {
        chromium.ask(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 844, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    @Test
    void shouldLoadInASecondAndFitTelephoneAndDesk() throws Exception {
        for (int width : List.of(390, 1280)) {
            wide(width);
            for (String file : PAGES) {
                long fastest = Long.MAX_VALUE;
                for (int i = 0; i < LOADS; i++) {
                    fastest = Math.min(fastest, chromium.open(url(file)));
                    assertThat(chromium.events("Network.requestWillBeSent"))
                            .extracting(one -> one.at("/request/url").asText())
                            .as("nothing is loaded but the page and its icon")
                            .isSubsetOf(url(file), url(Edition.ICON));
                    assertThat(chromium.events("Log.entryAdded"))
                            .as("what Chromium complains of, its content policy among it")
                            .isEmpty();
                }
                assertThat(fastest).as("ms for '%s' at %d px", file, width).isLessThan(LOAD_MS_MAX);
                JsonNode size = chromium.ask("Page.getLayoutMetrics", Map.of()).path("cssContentSize");
                assertThat(size.path("width").asInt())
                        .as("'%s' at %d px", file, width)
                        .isLessThanOrEqualTo(width);
                assertThat(size.path("height").asInt()).isGreaterThan(844);
            }
        }
    }

    @Test
    void shouldHaveItsLandmarksAlsoWhereTablesAreLists() throws Exception {
        for (int width : List.of(390, 1280)) {
            wide(width);
            chromium.open(url(""));
            Map<String, Integer> roles = new TreeMap<>();
            for (JsonNode node :
                    chromium.ask("Accessibility.getFullAXTree", Map.of()).path("nodes")) {
                roles.merge(node.at("/role/value").asText(), 1, Integer::sum);
            }
            for (String once : List.of("banner", "navigation", "main", "contentinfo")) {
                assertThat(roles).as("at %d px", width).containsEntry(once, 1);
            }
            // The state, the figures, and the steps of four subjects.
            assertThat(roles).containsEntry("table", 6);
            assertThat(roles.get("columnheader")).isGreaterThan(20);
            assertThat(roles.get("rowheader")).isGreaterThan(20);
        }
    }
}
