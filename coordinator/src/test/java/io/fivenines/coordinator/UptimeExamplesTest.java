package io.fivenines.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fivenines.coordinator.config.ConfigException;
import io.fivenines.coordinator.config.Settings;
import io.fivenines.coordinator.uptime.Subject;
import io.fivenines.coordinator.uptime.probe.ProbeConfig;
import io.fivenines.coordinator.uptime.probe.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/uptime.md shows is what the programs read. */
class UptimeExamplesTest {
    private static final Path PAGE = Path.of("..", "docs", "uptime.md");

    @TempDir
    Path folder;

    /** The page's block of YAML that begins with this line. */
    private static String example(String first) throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf("```yaml\n" + first);
        assertThat(start).as("an example that begins with " + first).isNotNegative();
        return page.substring(start + "```yaml\n".length(), page.indexOf("\n```", start));
    }

    private Settings settings(String yaml) throws IOException {
        return Settings.file(Files.writeString(folder.resolve("read.yaml"), yaml), Map.of());
    }

    @Test
    void shouldReadTheProbersExample() throws Exception {
        Settings settings = settings(example("# probe.yaml"));
        ProbeSettings read = ProbeSettings.from(settings);
        ProbeConfig probe = read.probe();
        assertThat(probe.location()).isEqualTo("fra");
        assertThat(probe.hubs()).hasSize(2);
        assertThat(probe.targets()).hasSize(1);
        Target target = probe.targets().get(0);
        assertThat(target.subject()).isEqualTo(new Subject("eu", "eu.gw.example.com"));
        assertThat(target.names()).hasSize(2).allMatch(server -> server.getPort() == 53);
        assertThat(target.trackers()).hasSize(3);
        assertThat(read.habits().references()).hasSize(2);
        assertThat(settings.effective()).doesNotContain("0123456789");
    }

    @Test
    void shouldReadTheConfigurationThatIsInstalled() throws Exception {
        ProbeSettings read =
                ProbeSettings.from(Settings.file(Path.of("..", "deploy", "config", "probe.yaml"), Map.of()));
        assertThat(read.probe().targets()).hasSize(2);
        assertThat(read.probe().hubs()).hasSize(2);
    }

    @Test
    void shouldNameWhatAProberCannotDoWithout() throws Exception {
        String whole = example("# probe.yaml");
        assertThatThrownBy(() -> ProbeSettings.from(settings(whole.replace("references", "reference"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("references");
        assertThatThrownBy(() -> ProbeSettings.from(settings(whole.replace("number: 1 ", "number: 10000 "))))
                .hasMessageContaining("10000")
                .hasMessageContaining("1 to 9999");
    }

    @Test
    void shouldReadTheLedgersExample() throws Exception {
        Settings settings =
                settings(example("# in coordinator.yaml").replace("password: ...", "password: s3cret-word"));
        UptimeConfig read = UptimeSettings.from(settings.root().section("uptime"));
        settings.refuseUnknown();
        assertThat(read.rules().quorum()).isEqualTo(2);
        assertThat(read.rules().limits().age()).isEqualTo(Duration.ofDays(90));
        assertThat(read.notifying().webhooks()).hasSize(1);
        assertThat(read.notifying().mails()).hasSize(1);
        assertThat(settings.effective()).doesNotContain("s3cret-word", "hooks.example.com");
    }
}
