package io.fivenines.coordinator.redirect.vip;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs the system's programs, each with a time limit. */
final class Tool {
    /** What a program of ours says at most; the pipe takes as much without a reader. */
    private static final int SAID_MAX = 16 * 1024;

    private Tool() {}

    /** How a program ended and what it said on both outputs. */
    record Outcome(int code, String said) {}

    /**
     * Runs a program to its end, with nothing to read, and passes on what it says, line by line.
     *
     * @throws IOException if it cannot be started, is still there after the limit and so killed, or ends with an error
     */
    static void lines(List<String> command, Duration limit, Consumer<String> each) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS)
                .execute(process::destroyForcibly);
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            reader.lines().map(String::strip).forEach(each);
            if (process.waitFor() != 0) {
                throw new IOException(command.get(0) + " ended with " + process.exitValue() + ", expected 0 within "
                        + limit.toMillis() + " ms");
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + command.get(0) + " ran", e);
        } finally {
            process.destroyForcibly();
        }
    }

    /**
     * Runs a program to its end, with nothing to read.
     *
     * @throws IOException if it cannot be started, or is still there after the limit: it is killed then
     */
    static Outcome run(List<String> command, Duration limit) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(
                        String.join(" ", command) + " was still running after " + limit.toMillis() + " ms, killed");
            }
            String said = new String(process.getInputStream().readNBytes(SAID_MAX), StandardCharsets.UTF_8);
            return new Outcome(process.exitValue(), said.strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + command.get(0) + " ran", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
