package io.fivenines.coordinator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @Test
    void shouldFallBackWhereNothingIsSet() {
        Section root = read("").root();
        assertThat(root.text("node", "here")).isEqualTo("here");
        assertThat(root.section("journal").size("segmentSize", 64)).isEqualTo(64);
        assertThat(root.section("empty").duration("age", Duration.ofSeconds(5))).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void shouldTakeScalarsAsTheyAreWritten() {
        Section root = read("node: 0123\nproxy: off\nagreed: yes\nempty: ''").root();
        assertThat(root.text("node", null)).isEqualTo("0123");
        assertThat(root.text("proxy", null)).isEqualTo("off");
        assertThat(root.text("agreed", null)).isEqualTo("yes");
        assertThat(root.text("empty", null)).isEmpty();
    }

    @Test
    void shouldLetTheEnvironmentWin() {
        Settings settings = read(
                "journal: {segmentSize: 1MiB}\nlisteners: [{port: 1}]",
                Map.of("FIVENINES_JOURNAL_SEGMENT_SIZE", "2MiB", "FIVENINES_LISTENERS_0_PORT", "2"));
        assertThat(settings.root().section("journal").size("segmentSize", 0)).isEqualTo(2 << 20);
        assertThat(settings.root().list("listeners", 0).get(0).number("port", 0))
                .isEqualTo(2);
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void shouldTakeAnOptionalGroupThatOnlyTheEnvironmentHas() {
        Settings settings = read("", Map.of("FIVENINES_CLUSTER_TLS_AUTHORITIES", "ca.pem"));
        Section tls = settings.root().section("cluster").optional("tls").orElseThrow();
        assertThat(tls.path("authorities", null)).isEqualTo(Path.of("ca.pem"));
        assertThat(settings.warnings()).isEmpty();
        assertThat(settings.effective()).isEqualTo("cluster:\n  tls:\n    authorities: ca.pem\n");
    }

    @Test
    void shouldTakeTheEnvironmentForAGroupInsideTheItemOfAList() {
        Settings settings = read("listeners: [{port: 1}]", Map.of("FIVENINES_LISTENERS_0_TLS_KEY", "key.pem"));
        Section listener = settings.root().list("listeners", 0).get(0);
        assertThat(listener.optional("tls").orElseThrow().path("key", null)).isEqualTo(Path.of("key.pem"));
    }

    @Test
    void shouldSayWhichVariableAskedForAGroupThatLacksAKey() {
        Section api = read("", Map.of("FIVENINES_API_TLS_CERTIFICATE", "a.pem"))
                .root()
                .section("api");
        Section tls = api.optional("tls").orElseThrow();
        refused(
                () -> tls.path("key", null),
                "api.tls.key has no value, expected one, because of FIVENINES_API_TLS_CERTIFICATE");
    }

    @Test
    void shouldLeaveOutAnOptionalGroupThatNobodyNames() {
        Settings settings = read("", Map.of("FIVENINES_UPTIMES_FOLDER", "x", "FIVENINES_UPTIME", "y"));
        assertThat(settings.root().optional("uptime")).isEmpty();
    }

    @Test
    void shouldTakeAPlatformsServiceForNoGroup() {
        Map<String, String> links = Map.of(
                "FIVENINES_UPTIME_SERVICE_HOST", "10.0.0.1",
                "FIVENINES_UPTIME_SERVICE_PORT_HTTP", "80",
                "FIVENINES_UPTIME_PORT", "tcp://10.0.0.1:80",
                "FIVENINES_UPTIME_PORT_80_TCP_ADDR", "10.0.0.1",
                "FIVENINES_UPTIME_PORT_80_TCP", "tcp://10.0.0.1:80");
        assertThat(read("", links).root().optional("uptime")).isEmpty();
        assertThat(read("", Map.of("FIVENINES_DNS_PORT", "53")).root().optional("dns"))
                .isPresent();
    }

    @Test
    void shouldOnlyWarnOfAVariableThatStandsForNoKey() {
        Settings settings = read("", Map.of("FIVENINES_NOD", "a", "PATH", "/bin"));
        settings.root().text("node", "");
        assertThat(settings.warnings())
                .containsExactly("environment variable FIVENINES_NOD stands for no key, did you mean FIVENINES_NODE?");
    }

    @Test
    void shouldRefuseAnUnknownKeyWithItsPathAndTheNearestKnownOne() {
        Settings settings = read("journal: {foldr: x}\nlisteners: [{prt: 1}]");
        settings.root().section("journal").text("folder", "");
        settings.root().list("listeners", 0).get(0).number("port", 0);
        assertThatThrownBy(settings::refuseUnknown)
                .isInstanceOf(ConfigException.class)
                .hasMessage("unknown key journal.foldr, did you mean folder?; "
                        + "unknown key listeners[0].prt, did you mean port?");
    }

    @Test
    void shouldListTheKnownKeysWhereNoneIsNear() {
        Settings settings = read("xyzzy: 1");
        settings.root().text("node", "");
        settings.root().text("datacenter", "");
        assertThatThrownBy(settings::refuseUnknown).hasMessage("unknown key xyzzy, expected one of datacenter, node");
    }

    @Test
    void shouldNameAWrongValueAndWhatWasExpected() {
        Section root = read("age: 30\nsize: 64MB\ncount: many\nlevel: loud\nfolder: [a]\nempty:")
                .root();
        refused(
                () -> root.duration("age", Duration.ZERO),
                "age is '30', expected a duration like 30s (ms, s, m, h, d)");
        refused(() -> root.size("size", 0), "size is '64MB', expected a size like 64MiB (B, KiB, MiB, GiB, TiB)");
        refused(() -> root.number("count", 0), "count is 'many', expected a whole number up to 2147483647");
        refused(() -> root.choice("level", Level.LOW), "level is 'loud', expected one of low, veryhigh");
        refused(() -> root.path("folder", Path.of("x")), "folder is a list, expected a single value");
        refused(() -> root.text("empty", "x"), "empty has no value, expected a single value");
        refused(() -> root.section("age"), "age is '30', expected a group of keys");
        refused(() -> root.texts("age"), "age is '30', expected a list");
        refused(() -> root.text("missing", null), "missing has no value, expected one");
    }

    @Test
    void shouldNameTheVariableWhoseValueIsWrong() {
        Section root = read("", Map.of("FIVENINES_AGE", "old")).root();
        refused(
                () -> root.duration("age", Duration.ZERO),
                "FIVENINES_AGE (age) is 'old', expected a duration like 30s (ms, s, m, h, d)");
    }

    @Test
    void shouldSayWhereARecordFoundItsValuesWrong() {
        Section section = read("journal: {}").root().section("journal");
        refused(
                () -> section.checked(() -> {
                    throw new IllegalArgumentException("claims 1, expected 2");
                }),
                "journal.claims 1, expected 2");
    }

    @Test
    void shouldReadEnumsInLowerCase() {
        Section root = read("level: veryhigh\nlevels: [low, veryhigh]").root();
        assertThat(root.choice("level", Level.LOW)).isEqualTo(Level.VERY_HIGH);
        assertThat(root.choices("levels", Level.class)).containsExactly(Level.LOW, Level.VERY_HIGH);
    }

    @Test
    void shouldPrintWhatCountsAndMaskSecrets() {
        Settings settings = read("tokens: [{token: sesame}]\njournal: {size: 2048B}");
        Section root = settings.root();
        root.text("node", "a: b");
        root.section("journal").size("size", 0);
        root.section("journal").number("claims", 16);
        root.list("tokens", 0).get(0).secret("token");
        assertThat(settings.effective()).isEqualTo("""
                        node: "a: b"
                        journal:
                          size: 2KiB
                          claims: 16
                        tokens:
                        - token: '***'
                        """);
    }

    @Test
    void shouldTakeAsManyItemsOfDefaultsAsTheAbsentListHas() {
        assertThat(read("").root().list("listeners", 2)).hasSize(2);
        assertThat(read("listeners: []").root().list("listeners", 2)).isEmpty();
    }

    @Test
    void shouldSayWhereTheTextIsNotWhatYamlShouldBe() {
        refused(() -> read("a: [1"), "test.yaml is not YAML");
        refused(() -> read("a: 1\na: 2"), "test.yaml line 2 has key 'a' twice");
        refused(() -> read("- a"), "expected keys with values");
        refused(() -> read("a: &x 1\nb: *x"), "test.yaml line 2 has the alias *x");
        refused(() -> read("a: 1\n---\nb: 2"), "has a second document, expected one");
    }

    @Test
    void shouldReadAFileAndSayIfThereIsNone(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("gateway.yaml"), "node: here");
        assertThat(Settings.file(file, Map.of()).root().text("node", "")).isEqualTo("here");
        Path none = folder.resolve("none.yaml");
        refused(() -> Settings.file(none, Map.of()), "there is no file " + none);
        Path latin = Files.write(folder.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xE9});
        refused(() -> Settings.file(latin, Map.of()), latin + " is not UTF-8");
    }

    /** The exception is made here: whoever runs the tests may read everything. */
    @Test
    void shouldSayIfThisUserMayNotReadTheFile() {
        assertThat(Settings.unreadable(Path.of("/etc/x.yaml"), new AccessDeniedException("/etc/x.yaml")))
                .hasMessage("/etc/x.yaml may not be opened by this user, expected the right to"
                        + " (root, or the group fivenines)");
    }

    private static void refused(Runnable reading, String message) {
        assertThatThrownBy(reading::run).isInstanceOf(ConfigException.class).hasMessageContaining(message);
    }

    private static Settings read(String yaml) {
        return read(yaml, Map.of());
    }

    private static Settings read(String yaml, Map<String, String> variables) {
        return Settings.of("test.yaml", yaml, variables);
    }

    private enum Level {
        LOW,
        VERY_HIGH
    }
}
