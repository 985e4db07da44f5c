package io.fivenines.coordinator.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import picocli.CommandLine;

/** What every main does with its arguments, and knows of its host. */
public final class Program {
    private Program() {}

    /**
     * Runs a command until it ends.
     *
     * @return the exit code: 0 well, 1 failed, 2 asked wrongly
     */
    public static int run(CommandLine line, String... arguments) {
        return line.setExecutionExceptionHandler((cause, command, parsed) -> failed(cause))
                .execute(arguments);
    }

    /** What the operator can mend is said in a line; anything else shows where it came from. */
    private static int failed(Exception cause) throws Exception {
        if (cause instanceof ConfigException || cause instanceof IllegalArgumentException) {
            System.err.println("fivenines: " + cause.getMessage());
            return 2;
        }
        if (cause instanceof IOException) {
            System.err.println("fivenines: " + cause.getMessage());
            return 1;
        }
        throw cause;
    }

    /** What to call this host if nobody says. */
    public static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
