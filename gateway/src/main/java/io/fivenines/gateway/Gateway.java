package io.fivenines.gateway;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The gateway's main: one program, several commands. */
@Command(
        name = "fivenines",
        subcommands = {DecodeCommand.class},
        description = "A telematics device gateway that never loses an acknowledged record.")
public final class Gateway {
    private Gateway() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Gateway()).execute(arguments));
    }
}
