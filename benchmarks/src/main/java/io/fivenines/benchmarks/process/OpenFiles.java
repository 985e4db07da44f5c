package io.fivenines.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The limit every connection counts against, on both ends. */
public final class OpenFiles {
    /** Jars, event loops, logs. */
    private static final int OTHERS = 200;

    private OpenFiles() {}

    /** Throws an {@link IllegalArgumentException} if this process may not hold so many connections. */
    public static void require(int connections) throws IOException {
        long limit = limit(Files.readString(Path.of("/proc/self/limits")));
        if (connections > limit - OTHERS) {
            throw new IllegalArgumentException(connections + " connections, expected at most " + (limit - OTHERS)
                    + " in one process with a limit of " + limit
                    + " open files; share the fleet between processes with --first");
        }
    }

    /** The JVM raises the soft limit to the hard one by itself. */
    static long limit(String limits) {
        return limits.lines()
                .filter(line -> line.startsWith("Max open files"))
                .map(line -> line.substring("Max open files".length()).trim().split("\\s+"))
                .map(columns -> columns[1])
                .mapToLong(hard -> hard.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(hard))
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }
}
