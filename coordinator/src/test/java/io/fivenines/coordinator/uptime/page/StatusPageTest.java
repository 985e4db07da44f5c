package io.fivenines.coordinator.uptime.page;

import static io.fivenines.coordinator.uptime.page.FakeLedger.EU;
import static io.fivenines.coordinator.uptime.page.FakeLedger.NOW_MS;
import static io.fivenines.coordinator.uptime.page.FakeLedger.RU;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fivenines.coordinator.uptime.Finding;
import io.fivenines.coordinator.uptime.Round;
import io.fivenines.coordinator.uptime.State;
import io.fivenines.coordinator.uptime.Step;
import io.fivenines.coordinator.uptime.Verdict;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** What the page says, made from a ledger that knows what it is told. */
class StatusPageTest {
    private final FakeLedger ledger = new FakeLedger();
    private final List<Note> notes = new ArrayList<>();

    @BeforeEach
    void fill() {
        ledger.subject(EU, State.UP);
        ledger.subject(RU, State.UP);
        ledger.month(EU, "2026-10", 303_000, 0);
        ledger.month(RU, "2026-10", 0, 86_400_000);
        ledger.month(EU, "2026-11", 0, 0);
        ledger.month(RU, "2026-11", 12_300, 0);
        long october = NOW_MS - 40L * 86_400_000;
        ledger.incidents
                .get(EU)
                .add(FakeLedger.incident(EU, october, october + 303_000, false, "refused", "fra", "led"));
        ledger.incidents
                .get(RU)
                .add(FakeLedger.incident(RU, NOW_MS - 90_000, NOW_MS - 77_700, false, "", "fra", "hel"));
    }

    private Edition edition() {
        return Edition.of(StatusPagePreview.CONFIG, new Survey(ledger).board(notes, NOW_MS));
    }

    private String page(String name) {
        return edition().sheet(name).text();
    }

    /** The words of a page, as somebody reads them. */
    private String words(String name) {
        return page(name)
                .replaceAll("<style>.*?</style>", "")
                .replaceAll("<[^>]*>", "|")
                .replaceAll("\\|+", "|")
                .replace("&#39;", "'");
    }

    @Test
    void shouldSayWhatIsUpAndHowMuchWasDown() {
        assertThat(words(Frame.FRONT))
                .contains("Everything is up")
                .contains("|As of |2026-11-28 19:20:07 UTC|; counted since |2026-10-01|")
                .contains("eu.gw.example.com|eu|up|fra up, hel up, led up")
                .contains("This month, 2026-11|99.99953 %|12.3 s|0 s|13.62 s|")
                .contains("Last month, 2026-10|99.98831 %|303 s (5 min 3 s)|86400 s (1 d 0 h)|")
                .contains("Since the beginning|");
    }

    @Test
    void shouldTellAnIncidentWithItsTimesAndWhoSawIt() {
        notes.add(new Note(EU, ledger.incidents.get(EU).get(0).fromMs(), NOW_MS, "ops", "A switch.\nReplaced."));
        assertThat(words(Frame.FRONT))
                .contains("eu.gw.example.com in eu, 303 s (5 min 3 s)|First failure seen|2026-10-19 19:20:12 UTC|"
                        + "Counted from|2026-10-19 19:20:07 UTC|Until|2026-10-19 19:25:10 UTC|Seen from|"
                        + "fra from 2026-10-19 19:20:12 UTC: sending records, refused|led from")
                .contains("A switch.\nReplaced.\n|ops, |2026-11-28 19:20:07 UTC");
        assertThat(words("incidents-2026.html")).contains("2 incidents", "A switch.");
    }

    @Test
    void shouldSayWhatIsDown() {
        ledger.views.put(EU, new TreeMap<>(Map.of("fra", State.DOWN, "led", State.DOWN, "hel", State.UP)));
        ledger.incidents.get(EU).add(FakeLedger.incident(EU, NOW_MS - 9_000, NOW_MS, true, "", "fra", "led"));
        assertThat(words(Frame.FRONT))
                .contains("Down: eu.gw.example.com in eu")
                .contains("|down|fra down, hel up, led down")
                .contains("eu.gw.example.com in eu, 9 s so far|", "it lasts");
        assertThat(page(Edition.BADGE)).contains(">down<", Badge.colour(State.DOWN));
        assertThat(page(Edition.ICON)).contains(Badge.colour(State.DOWN));
    }

    @Test
    void shouldSayThatLocationsDisagreeAndCountNothing() {
        ledger.views.put(EU, new TreeMap<>(Map.of("fra", State.DOWN, "led", State.UP, "hel", State.UP)));
        ledger.notices.get(EU).add(FakeLedger.incident(EU, NOW_MS - 9_000, NOW_MS, true, "", "fra"));
        assertThat(words(Frame.FRONT))
                .contains("Everything is up", "|up|, but locations disagree|fra down, hel up, led up")
                .contains("eu.gw.example.com in eu seen down from only fra (sending records) for 9 s so far;"
                        + " not counted as downtime");
    }

    @Test
    void shouldShowUnknownAsUnknown() {
        ledger.views.put(EU, new TreeMap<>(Map.of("fra", State.UNKNOWN)));
        ledger.month(EU, "2026-11", 0, 30L * 86_400_000);
        assertThat(words(Frame.FRONT)).contains("Nobody has a valid observation of eu.gw.example.com in eu");
        assertThat(words(Frame.HISTORY)).contains("2026-11|unknown|0 s|2592000 s (30 d 0 h)|0.00000 %|0 s|0 %|");
        ledger.months.clear();
        ledger.views.clear();
        assertThat(words(Frame.FRONT)).contains("Nothing is known: nothing was probed yet");
        assertThat(page(Edition.BADGE)).contains(">unknown<");
    }

    @Test
    void shouldGiveCreditByTheTable() {
        ledger.month(EU, "2026-10", 5_105_000, 0);
        assertThat(words(Frame.HISTORY))
                .contains("The target is 99.999 %.", "under 99.89 % it is 70 %; under 99.95 % it is 10 %.")
                .contains("2026-10|99.80940 %|5105 s (1 h 25 min 5 s)|0 s|99.80940 %|"
                        + "-5078.216 s (-1 h 24 min 38 s)|70 %|");
    }

    @Test
    void shouldEscapeWhateverStrangersSay() {
        String evil = "</style><script>alert(1)</script>\"'&\u0000";
        long from = NOW_MS - 60_000;
        ledger.incidents.get(EU).add(FakeLedger.incident(EU, from, NOW_MS - 50_000, false, evil, "fra", "led"));
        notes.add(new Note(EU, from, NOW_MS, evil, evil));
        for (Edition.Sheet sheet : edition().sheets()) {
            if (!sheet.name().equals(Edition.JSON)) {
                assertThat(sheet.text()).as(sheet.name()).doesNotContain("<script", "\u0000");
            }
        }
        assertThat(page(Frame.FRONT)).contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;\uFFFD");
        assertThat(page(Edition.FEED)).contains("&amp;lt;script&amp;gt;");
    }

    @Test
    void shouldDrawResponseTimes() {
        for (int i = 0; i < 20; i++) {
            long at = NOW_MS - 86_400_000 + i * 900_000L;
            List<Finding> findings = List.of(
                    new Finding(Step.NAMES, true, 10 + i, ""),
                    new Finding(Step.TRACKER, i != 3, 40, i == 3 ? "slow" : ""));
            rounds(at, i + 1, findings);
        }
        assertThat(words(Frame.FRONT))
                .contains("names|19 ms|28 ms|29 ms|0|")
                .contains("sending records|40 ms|40 ms|40 ms|1|");
        assertThat(page(Frame.FRONT))
                .contains("aria-label=\"names: the last 24 hours, 0 to 29 ms\"", "d=\"M0 19.3h.8L1 ");
    }

    private void rounds(long at, long sequence, List<Finding> findings) {
        ledger.rounds.get(EU).add(new Round("fra", sequence, EU, at, at + 500, Verdict.CLEAN, findings));
    }

    @Test
    void shouldDrawABarForEachMonth() {
        String front = page(Frame.FRONT);
        assertThat(front)
                .contains("<title>2026-10: 99.98869 %, 303 s (5 min 3 s) down, 0 s unknown</title>")
                .contains("aria-label=\"Months of eu.gw.example.com in eu from 2025-12 to 2026-11;");
    }

    @Test
    void shouldBeWellFormedWithLandmarksAndHeadingsInOrder() throws Exception {
        ledger.notices.get(EU).add(FakeLedger.incident(EU, NOW_MS - 9_000, NOW_MS, true, "", "fra"));
        for (Edition.Sheet sheet : edition().sheets()) {
            if (sheet.type().startsWith("text/plain") || sheet.type().startsWith("application/json")) {
                continue;
            }
            Document document = parsed(sheet.text());
            if (!sheet.type().startsWith("text/html")) {
                continue;
            }
            for (String landmark : List.of("header", "nav", "main", "footer", "h1", "title")) {
                assertThat(document.getDocumentElement()
                                .getElementsByTagName(landmark)
                                .getLength())
                        .as("%s of %s", landmark, sheet.name())
                        .isGreaterThanOrEqualTo(1);
            }
            assertThat(count(sheet.text(), "<h1")).isEqualTo(1);
            assertThat(count(sheet.text(), "<main")).isEqualTo(1);
            int level = 0;
            Matcher heading = Pattern.compile("<h([1-6])").matcher(sheet.text());
            while (heading.find()) {
                int next = Integer.parseInt(heading.group(1));
                assertThat(next)
                        .as("heading after h%d in %s", level, sheet.name())
                        .isLessThanOrEqualTo(level + 1);
                level = next;
            }
            List<String> ids = Pattern.compile(" id=\"([^\"]+)\"")
                    .matcher(sheet.text())
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            assertThat(ids).as("ids of " + sheet.name()).doesNotHaveDuplicates();
        }
    }

    private static long count(String text, String part) {
        return Pattern.compile(part + "[ >]").matcher(text).results().count();
    }

    /** Our markup is XML but for the doctype and three lone tags. */
    private static Document parsed(String text) throws Exception {
        String xml = text.replace("<!DOCTYPE html>", "").replaceAll("<meta (charset|name=\"viewport\")[^>]*>", "");
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    @Test
    void shouldLinkOnlyToWhatIsThere() {
        Edition edition = edition();
        for (Edition.Sheet sheet : edition.sheets()) {
            if (sheet.type().startsWith("text/html")) {
                Pattern.compile("(?:href|src)=\"([^\"#]*)(?:#([^\"]*))?\"")
                        .matcher(sheet.text())
                        .results()
                        .forEach(link -> {
                            if (link.group(1).isEmpty()) {
                                assertThat(sheet.text()).contains(" id=\"" + link.group(2) + "\"");
                            } else {
                                assertThat(edition.sheet(link.group(1)))
                                        .as(link.group(1))
                                        .isNotNull();
                            }
                        });
            }
        }
    }

    @Test
    void shouldFeedIncidents() throws Exception {
        Document feed = parsed(page(Edition.FEED));
        assertThat(feed.getElementsByTagName("entry").getLength()).isEqualTo(2);
        assertThat(feed.getElementsByTagName("updated").item(0).getTextContent())
                .isEqualTo("2026-11-28T19:18:49.300Z");
        assertThat(page(Edition.FEED)).contains("https://status.example.com/incidents-2026.html#eu_eu.gw.example.com_");
    }

    @Test
    void shouldTellProgramsTheSame() throws IOException {
        JsonNode json = new ObjectMapper().readTree(page(Edition.JSON));
        assertThat(json.path("state").asText()).isEqualTo("up");
        assertThat(json.path("as_of").decimalValue().longValueExact()).isEqualTo(NOW_MS / 1000);
        assertThat(json.at("/whole/months/2026-10/percent").asText()).isEqualTo("99.98831");
        assertThat(json.at("/whole/months/2026-10/unknown").asInt()).isEqualTo(86_400);
        assertThat(json.at("/endpoints/0/months/2026-10/credit_percent").asInt())
                .isZero();
        assertThat(json.at("/incidents/1/seconds").asInt()).isEqualTo(303);
        assertThat(json.at("/incidents/1/locations/1").asText()).isEqualTo("led");
    }

    @Test
    void shouldWriteFilesWholeAndNothingElse(@TempDir Path folder) throws IOException {
        new Folder(folder).write(edition());
        new Folder(folder).write(edition());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                    Stream.of(Edition.FILES),
                                    page(Edition.FILES).lines())
                            .toList());
        }
        assertThat(Files.readString(folder.resolve("index.html"))).isEqualTo(page(Frame.FRONT));
        assertThatThrownBy(() -> new Folder(folder).write("../index.html", "")).hasMessageContaining("'../index.html'");
    }

    @Test
    void shouldStaySmallOverFiveYears() {
        FakeLedger five = FakeLedger.ofFiveYears();
        Edition edition = Edition.of(StatusPagePreview.CONFIG, new Survey(five).board(List.of(), NOW_MS));
        assertThat(edition.sheet(Frame.FRONT).text().length()).isLessThan(250_000);
        assertThat(edition.sheet("incidents-2021.html")).isNotNull();
        assertThat(Edition.years(new Survey(five).board(List.of(), NOW_MS))).contains(2022, 2023, 2024, 2025, 2026);
    }
}
