package io.fivenines.benchmarks.trace;

import io.fivenines.benchmarks.load.Pause;
import io.fivenines.benchmarks.process.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** strace, watching a running process. */
public final class Tracer implements AutoCloseable {
    private static final int ATTACH_SECONDS = 30;
    private static final int DETACH_SECONDS = 60;

    private final Child strace;

    private Tracer(Child strace) {
        this.strace = strace;
    }

    /** Returns when every thread of the process is watched. */
    public static Tracer attach(long pid, Path trace) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("strace"));
        command.addAll(Strace.OPTIONS);
        command.addAll(List.of("-e", Strace.CALLS, "-o", trace.toString(), "-p", Long.toString(pid)));
        Path log = trace.resolveSibling("strace.log");
        Child strace = Child.start(command, log);
        boolean attached = Pause.until(() -> !strace.isAlive() || says(log, "attached"), ATTACH_SECONDS);
        if (!attached || !strace.isAlive()) {
            strace.close();
            throw new IOException("strace does not watch " + pid + ": " + Files.readString(log));
        }
        return new Tracer(strace);
    }

    private static boolean says(Path log, String word) {
        try {
            return Files.readString(log).contains(word);
        } catch (IOException e) {
            return false;
        }
    }

    /** Lets the process go on unwatched; the trace is then whole. */
    public void detach() throws InterruptedException {
        strace.terminate(DETACH_SECONDS);
    }

    @Override
    public void close() {
        strace.close();
    }
}
