package io.fivenines.gateway;

import io.fivenines.coordinator.config.Program;
import io.fivenines.gateway.journal.local.DiskStorage;
import io.fivenines.gateway.journal.local.Storage;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The gateway's main: one program, several commands. */
@Command(
        name = "fivenines",
        subcommands = {StatusCommand.class, TailCommand.class, CommandCommand.class, DecodeCommand.class},
        description = "A telematics device gateway that never loses an acknowledged record.")
public final class Gateway {
    /** Where commands look for it. */
    static final String API = "http://127.0.0.1:8080";

    private Gateway() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments, DiskStorage::new));
    }

    /**
     * Runs a command until it ends.
     *
     * @param storage gives the place of the local journal's files; drills bring one of their own
     * @return the exit code: 0 well, 1 failed, 2 asked wrongly
     */
    public static int run(String[] arguments, Function<Path, Storage> storage) {
        CommandLine line = new CommandLine(new Gateway())
                .addSubcommand(new UpCommand(storage))
                .addSubcommand(new GatewayCommand(storage));
        return Program.run(line, arguments);
    }
}
