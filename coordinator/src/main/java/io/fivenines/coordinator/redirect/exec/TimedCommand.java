package io.fivenines.coordinator.redirect.exec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A program that is given so much time. */
final class TimedCommand {
    /** What a pipe takes whether or not anybody reads it. */
    static final int INPUT_MAX = 60 * 1024;

    static final int SAID_MAX = 4096;
    private static final long LOOK_MS = 10;
    private static final int KILL_ROUNDS = 5;

    private final List<String> command;
    private final Duration limit;
    private final LongSupplier nanoTime;

    TimedCommand(List<String> command, Duration limit, LongSupplier nanoTime) {
        this.command = command;
        this.limit = limit;
        this.nanoTime = nanoTime;
    }

    /**
     * Runs it to its end and gives the beginning of what it said on both outputs, in one line.
     *
     * @throws IOException if it cannot be started, ends with another code than 0, or is killed for taking too long
     */
    String run(byte[] input) throws IOException {
        if (input.length > INPUT_MAX) {
            throw new IOException("input of " + input.length + " bytes, expected at most " + INPUT_MAX);
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            feed(process, input);
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            boolean ended = awaitEnd(process, said);
            String text = said.toString(UTF_8).strip().replaceAll("\\R", "; ");
            if (!ended) {
                throw failure("was still running after " + limit.toMillis() + " ms and is killed", text);
            }
            if (process.exitValue() != 0) {
                throw failure("ended with code " + process.exitValue(), text);
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("was interrupted", "");
        } finally {
            kill(process);
        }
    }

    private IOException failure(String what, String said) {
        return new IOException(command.get(0) + " " + what + (said.isEmpty() ? "" : ", saying: " + said));
    }

    private static void feed(Process process, byte[] input) {
        try (OutputStream out = process.getOutputStream()) {
            out.write(input);
        } catch (IOException e) {
            // It does not read; how it ends says whether it minds.
        }
    }

    /** Looks now and then and never waits for output: a child it leaves behind could hold that open for ever. */
    private boolean awaitEnd(Process process, ByteArrayOutputStream said) throws IOException, InterruptedException {
        long start = nanoTime.getAsLong();
        boolean ended = false;
        while (!ended && nanoTime.getAsLong() - start < limit.toNanos()) {
            ended = process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS);
            drain(process.getInputStream(), said);
        }
        return ended;
    }

    private static void drain(InputStream output, ByteArrayOutputStream said) throws IOException {
        byte[] bytes = new byte[SAID_MAX];
        while (output.available() > 0) {
            int read = output.read(bytes, 0, Math.min(bytes.length, output.available()));
            said.write(bytes, 0, Math.max(0, Math.min(read, SAID_MAX - said.size())));
        }
    }

    /** Children first: once it is gone, nobody knows any more whose they were. */
    private static void kill(Process process) {
        for (int round = 0; round < KILL_ROUNDS && process.isAlive(); round++) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
        }
        process.destroyForcibly();
    }
}
