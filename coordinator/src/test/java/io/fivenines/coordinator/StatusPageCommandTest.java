package io.fivenines.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fivenines.coordinator.config.ConfigException;
import io.fivenines.coordinator.config.Settings;
import io.fivenines.coordinator.uptime.figures.Credits;
import io.fivenines.coordinator.uptime.figures.Objective;
import io.fivenines.coordinator.uptime.figures.Percent;
import io.fivenines.coordinator.uptime.page.PageConfig;
import io.fivenines.coordinator.web.Route;
import io.fivenines.coordinator.web.WebConfig;
import io.fivenines.coordinator.web.WebServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class StatusPageCommandTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private Optional<PageConfig> read(String yaml) throws IOException {
        Settings settings = Settings.file(Files.writeString(folder.resolve("page.yaml"), yaml), Map.of());
        Optional<PageConfig> page = PageSettings.of(settings.root());
        settings.refuseUnknown();
        return page;
    }

    private void refused(String yaml, String... words) {
        assertThatThrownBy(() -> read("page: {" + yaml + "}\n"))
                .isInstanceOf(ConfigException.class)
                .satisfies(e -> assertThat(e.getMessage()).contains(words));
    }

    @Test
    void shouldReadEveryKey() throws IOException {
        assertThat(read("{}\n")).isEmpty();
        Objective target = new Objective(Percent.parse("99.99"));
        Credits credits = new Credits(List.of(new Credits.Step(Percent.parse("99.89"), 70)));
        Optional<Path> export = Optional.of(Path.of("/srv/www"));
        assertThat(read("""
                page:
                  host: 0.0.0.0
                  port: 80
                  title: Example
                  url: https://status.example.com/
                  refresh: 1m
                  target: 99.99
                  credits: [{below: 99.89, percent: 70}]
                  exportFolder: /srv/www
                """))
                .hasValue(new PageConfig(
                        "0.0.0.0", 80, "Example", "https://status.example.com/", 60_000, target, credits, export));
    }

    @Test
    void shouldBeAPartOfACoordinator() throws IOException {
        String yaml = "cluster: {connect: 'zk:2181'}\nuptime: {folder: data/uptime, page: {port: 8092}}\n";
        Settings settings = Settings.file(Files.writeString(folder.resolve("coordinator.yaml"), yaml), Map.of());
        assertThat(CoordinatorConfig.from(settings, "host-1").uptime())
                .hasValueSatisfying(uptime -> assertThat(uptime.page())
                        .hasValueSatisfying(page -> assertThat(page.port()).isEqualTo(8092)));
    }

    @Test
    void shouldSayWhatIsWrong() {
        refused("port: 70000", "page.port 70000");
        refused("refresh: 10ms", "refresh 10 ms", "1s to 1h");
        refused("url: 'ftp://x'", "'ftp://x'", "https://");
        refused("target: many", "page.target is 'many'", "0 to 100");
        refused("credits: [{below: 99.9, percent: 0}]", "page.credits[0].credit 0", "1 to 100");
        refused("credits: [{below: 99.9, percent: 10}, {below: 99.95, percent: 20}]", "more for a worse month");
        refused("exportFoldr: x", "page.exportFoldr", "did you mean exportFolder?");
    }

    private WebServer serving(String files) throws IOException {
        return new WebServer(
                WebConfig.open("127.0.0.1", 0),
                List.of(Route.get(
                        "/{file}",
                        null,
                        ctx -> ctx.result(
                                ctx.pathParam("file").equals("files.txt")
                                        ? files
                                        : "<" + ctx.pathParam("file") + ">"))),
                0,
                () -> Instant.EPOCH);
    }

    private int export(WebServer server, Path to) {
        return new CommandLine(new StatusPageCommand.Export(out))
                .setExecutionExceptionHandler((cause, line, parsed) -> {
                    out.println(cause.getMessage());
                    return 1;
                })
                .execute("-o", to.toString(), "--api", "http://127.0.0.1:" + server.port());
    }

    @Test
    void shouldExportWhatIsServed() throws IOException {
        Path to = folder.resolve("a/b");
        try (WebServer server = serving("history.html\nindex.html\n")) {
            assertThat(export(server, to)).isZero();
        }
        assertThat(to.resolve("index.html")).hasContent("<index.html>");
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("2 files in " + to + System.lineSeparator());
    }

    @Test
    void shouldNotWriteWhereAServerWants() throws IOException {
        try (WebServer server = serving("../evil.html\n")) {
            assertThat(export(server, folder.resolve("out"))).isEqualTo(1);
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("'../evil.html'");
        assertThat(folder.resolve("evil.html")).doesNotExist();
    }
}
