package io.fivenines.coordinator.config;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** What every main does with its arguments, and knows of its host. */
public final class Program {
    private static final Logger LOG = LoggerFactory.getLogger(Program.class);
    /** {@code EX_SOFTWARE} of sysexits.h. */
    private static final int IMPOSSIBLE = 70;

    private Program() {}

    /** What is built: that of this jar, or {@code unpackaged}. */
    public static String version() {
        return Objects.requireNonNullElse(Program.class.getPackage().getImplementationVersion(), "unpackaged");
    }

    /**
     * Runs a command until it ends.
     *
     * @return the exit code: 0 well, 1 failed, 2 asked wrongly
     */
    public static int run(CommandLine line, String... arguments) {
        return explained(line)
                .setExecutionExceptionHandler((cause, command, parsed) -> failed(cause, command.getErr()))
                .execute(arguments);
    }

    /** The same, whose every command knows {@code --help} and {@code --version}. */
    public static CommandLine explained(CommandLine line) {
        line.getCommandSpec().mixinStandardHelpOptions(true).version("fivenines " + version());
        line.getSubcommands().values().forEach(Program::explained);
        return line;
    }

    /** What the operator can mend is said in a line; anything else shows where it came from. */
    private static int failed(Exception cause, PrintWriter err) throws Exception {
        if (cause instanceof ConfigException || cause instanceof IllegalArgumentException) {
            err.println("fivenines: " + cause.getMessage());
            return 2;
        }
        if (cause instanceof IOException trouble) {
            err.println("fivenines: " + FileTrouble.of(trouble));
            return 1;
        }
        throw cause;
    }

    /** A thread died that nothing goes on without, and nothing this process could still promise would hold. */
    public static void impossible(Thread thread, Throwable cause) {
        LOG.atError().setCause(cause).addKeyValue("thread", thread.getName()).log("Ends after an impossible state");
        Runtime.getRuntime().halt(IMPOSSIBLE);
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
