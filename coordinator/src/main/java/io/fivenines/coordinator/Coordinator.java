package io.fivenines.coordinator;

import io.fivenines.coordinator.config.Program;
import java.security.SecureRandom;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The coordinator's main: one program, several commands. */
@Command(
        name = "fivenines",
        subcommands = {
            CoordinatorCommand.class,
            NodesCommand.class,
            PlanCommand.class,
            DrainCommand.class,
            UndrainCommand.class,
            FailoverCommand.class,
            FreezeCommand.class,
            UnfreezeCommand.class,
            AvailabilityCommand.class,
            StatusPageCommand.class,
            TokenCommand.class
        },
        description = "Watches gateways and datacenters from several places and moves traffic between them.")
public final class Coordinator {
    /** Where commands look for one. */
    static final String API = "http://127.0.0.1:8090";

    private Coordinator() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** The system's clock, and chances nobody can foresee. */
    static Service.Times times() {
        return new Service.Times(System::nanoTime, Clock.systemUTC(), new SecureRandom());
    }

    /** How a command that waits does so. */
    static Emptying.Pace pace() {
        return new Emptying.Pace(System::nanoTime, Thread::sleep);
    }

    /**
     * Runs a command until it ends.
     *
     * @return the exit code: 0 well, 1 failed, 2 asked wrongly
     */
    public static int run(String[] arguments) {
        return Program.run(new CommandLine(new Coordinator()), arguments);
    }
}
