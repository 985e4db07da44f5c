package io.fivenines.benchmarks;

import io.fivenines.benchmarks.bare.Bare;
import io.fivenines.benchmarks.demo.Demo;
import io.fivenines.benchmarks.drill.Drill;
import io.fivenines.benchmarks.load.Load;
import io.fivenines.coordinator.config.Program;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Progress goes to standard error; the last line of standard output is one JSON object. */
@Command(
        name = "fivenines",
        subcommands = {Load.class, Drill.class, Bare.class, Demo.class},
        description = "Loads gateways, breaks them on purpose, and says what it cost.")
public final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] args) {
        CommandLine line = Program.explained(new CommandLine(new Benchmarks()));
        line.setExecutionExceptionHandler((trouble, command, parsed) -> {
            if (trouble instanceof IllegalArgumentException) {
                System.err.println(trouble.getMessage());
            } else {
                trouble.printStackTrace();
            }
            return CommandLine.ExitCode.SOFTWARE;
        });
        System.exit(line.execute(args));
    }
}
