package io.fivenines.coordinator.redirect.vip;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A shell that was started beforehand and waits for what to start. From a JVM a program takes tens of milliseconds to
 * start on a busy host, and until the neighbours are told, trackers go to the host that an address has left.
 */
final class ReadyShell {
    private Process next;

    ReadyShell() throws IOException {
        next = shell();
    }

    private static Process shell() throws IOException {
        return new ProcessBuilder("sh")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Starts programs that end soon by themselves and whose words nobody needs, in this order, and waits for none. */
    void start(List<List<String>> commands) throws IOException {
        String script = commands.stream().map(ReadyShell::line).collect(Collectors.joining());
        try {
            give(next, script);
        } catch (IOException e) {
            // It was killed, by whomever, and each command may be given twice.
            give(shell(), script);
        } finally {
            next = shell();
        }
    }

    private static String line(List<String> command) {
        return command.stream().map(ReadyShell::quoted).collect(Collectors.joining(" ", "", " < /dev/null &\n"));
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private static void give(Process shell, String script) throws IOException {
        try (OutputStream out = shell.getOutputStream()) {
            out.write(script.getBytes(StandardCharsets.UTF_8));
        }
    }
}
