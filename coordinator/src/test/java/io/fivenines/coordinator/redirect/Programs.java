package io.fivenines.coordinator.redirect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Real programs that tests run. */
public final class Programs {
    private static final long TIMEOUT_S = 30;

    private Programs() {}

    /** Where it is; skips the test, visibly, if it is not installed. */
    public static Path need(String program) {
        Path found = Stream.of((System.getenv("PATH") + ":/usr/sbin:/sbin").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        assumeTrue(found != null, () -> program + " is not installed, which this test needs");
        return found;
    }

    /** What it says until it ends. */
    public static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor(TIMEOUT_S, TimeUnit.SECONDS))
                    .as("%s ends", command)
                    .isTrue();
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
