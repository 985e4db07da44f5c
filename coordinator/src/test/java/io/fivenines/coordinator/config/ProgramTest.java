package io.fivenines.coordinator.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What every command answers. */
class ProgramTest {
    private final StringWriter out = new StringWriter();

    @Command(name = "fivenines", subcommands = Empty.class)
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

    private int run(String... arguments) {
        return Program.run(new CommandLine(new Fivenines()).setOut(new PrintWriter(out)), arguments);
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
}
