package io.fivenines.coordinator.redirect.exec;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The operator's command.
 *
 * @param command the program and its arguments; no shell reads them
 * @param timeLimit for one change; then it is killed with its children, and has failed
 * @param planFile where it is kept what it has done
 */
public record ExecConfig(List<String> command, Duration timeLimit, Path planFile) {
    public static final Duration TIME_LIMIT = Duration.ofSeconds(10);

    public ExecConfig {
        command = List.copyOf(command);
        if (command.isEmpty() || command.get(0).isBlank()) {
            throw new IllegalArgumentException("command " + command + ", expected a program and its arguments");
        }
        if (timeLimit.toMillis() < 100 || timeLimit.toMinutes() > 10) {
            throw new IllegalArgumentException(
                    "timeLimit " + timeLimit.toMillis() + " ms, expected 100 ms to 10 minutes");
        }
    }
}
