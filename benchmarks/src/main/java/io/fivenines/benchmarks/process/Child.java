package io.fivenines.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process this one started; it is ended by its id, at the latest when this is closed. */
public final class Child implements AutoCloseable {
    private static final int KILL_SECONDS = 30;

    private final Process process;
    private final Path log;
    private final Thread hook;

    private Child(Process process, Path log) {
        this.process = process;
        this.log = log;
        // A drill that is interrupted must not leave its gateway behind.
        hook = new Thread(process::destroyForcibly);
        change(() -> Runtime.getRuntime().addShutdownHook(hook));
    }

    /** Once this process is going down, there are no hooks to change any more. */
    private static void change(Runnable hooks) {
        try {
            hooks.run();
        } catch (IllegalStateException goingDown) {
            // What is started now is ended by who starts it.
        }
    }

    /** What it prints goes to the end of the log. */
    public static Child start(List<String> command, Path log) throws IOException {
        return start(
                command, log, ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    }

    /** Likewise; its standard input ends when this process ends, however that comes about. */
    public static Child startLeashed(List<String> command, Path log) throws IOException {
        return start(command, log, ProcessBuilder.Redirect.PIPE);
    }

    private static Child start(List<String> command, Path log, ProcessBuilder.Redirect input) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectInput(input)
                .start();
        return new Child(process, log);
    }

    /** Runs a short command to its end; throws unless it ends with 0. */
    public static String run(String... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("fivenines-", ".out");
        try (Child child = start(List.of(command), out)) {
            int code = child.await(120);
            String said = Files.readString(out);
            if (code != 0) {
                throw new IOException(
                        String.join(" ", command) + " ended with " + code + ", expected 0: " + said.trim());
            }
            return said;
        } finally {
            Files.deleteIfExists(out);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public Path log() {
        return log;
    }

    public ProcessStat stat() {
        return ProcessStat.of(process.pid());
    }

    public double cpuSeconds() {
        return ProcessStat.cpuSeconds(process.pid());
    }

    /** SIGKILL; returns when the process is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(KILL_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("process " + pid() + " outlived SIGKILL by " + KILL_SECONDS + " s");
        }
    }

    /** SIGTERM; the exit code, or -1 and a kill if it takes longer. */
    public int terminate(int seconds) throws InterruptedException {
        process.destroy();
        if (process.waitFor(seconds, TimeUnit.SECONDS)) {
            return process.exitValue();
        }
        kill();
        return -1;
    }

    /** The exit code, or -1 and a kill if it takes longer. */
    public int await(int seconds) throws InterruptedException {
        if (process.waitFor(seconds, TimeUnit.SECONDS)) {
            return process.exitValue();
        }
        kill();
        return -1;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
        change(() -> Runtime.getRuntime().removeShutdownHook(hook));
    }
}
