package io.fivenines.coordinator.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What every command answers. */
class ProgramTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Command(
            name = "fivenines",
            subcommands = {Empty.class, Read.class})
    private static final class Fivenines {}

    @Command(name = "empty", description = "Empties a gateway.")
    private static final class Empty implements Runnable {
        @Parameters(paramLabel = "NODE")
        private String node;

        @Override
        public void run() {
            throw new IllegalArgumentException("node " + node + ", expected none to be emptied");
        }
    }

    @Command(name = "read")
    private static final class Read implements Callable<Integer> {
        @Override
        public Integer call() throws IOException {
            throw new AccessDeniedException("/root/ca.pem");
        }
    }

    private int run(String... arguments) {
        CommandLine line =
                new CommandLine(new Fivenines()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true));
        return Program.run(line, arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    void shouldExplainACommandThatLacksWhatItNeeds(String help) {
        assertThat(run("empty", help)).isZero();
        assertThat(out.toString())
                .contains("Usage: fivenines empty")
                .contains("NODE")
                .contains("Empties a gateway.");
    }

    @Test
    void shouldSayWhatIsBuilt() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).isEqualToIgnoringNewLines("fivenines " + Program.version());
    }

    @Test
    void shouldStillRefuseWhatIsAskedWrongly() {
        assertThat(run("empty", "eu/gw1", "--hlep")).isEqualTo(2);
        assertThat(run("empty", "eu/gw1")).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldSayOfAFileThatItMayNotBeOpened() {
        assertThat(run("read")).isEqualTo(1);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines(
                        "fivenines: /root/ca.pem may not be opened by this user, expected the right to"
                                + " (root, or the group fivenines)");
    }

    @Test
    void shouldSayWhatIsMissingOfAFile() {
        assertThat(FileTrouble.of(new NoSuchFileException("/tmp/no-such-file")))
                .isEqualTo("there is no file /tmp/no-such-file");
        assertThat(FileTrouble.of(new NoSuchFileException("/no-such-folder/a")))
                .isEqualTo("there is no folder /no-such-folder for /no-such-folder/a");
    }
}
