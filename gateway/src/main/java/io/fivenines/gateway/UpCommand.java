package io.fivenines.gateway;

import io.fivenines.coordinator.config.Settings;
import io.fivenines.gateway.accept.Listener;
import io.fivenines.gateway.journal.local.Storage;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "up", description = "Runs one gateway on embedded defaults, until it is stopped.")
final class UpCommand implements Callable<Integer> {
    private static final DateTimeFormatter WIALON_TIME =
            DateTimeFormatter.ofPattern("ddMMyy;HHmmss").withZone(ZoneOffset.UTC);

    private final Function<Path, Storage> storage;

    @Option(
            names = "--data",
            defaultValue = "data",
            description = "Folder for journal and commands (default: ${DEFAULT-VALUE}).")
    private Path data;

    UpCommand(Function<Path, Storage> storage) {
        this.storage = storage;
    }

    @Override
    public Integer call() throws Exception {
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.putIfAbsent(
                "FIVENINES_JOURNAL_FOLDER", data.resolve("journal").toString());
        return new Service(storage).run(Settings.none(variables), UpCommand::welcome);
    }

    private static void welcome(Node node) {
        PrintStream out = System.out;
        out.println("Fivenines is up. Trackers:");
        for (Listener listener : node.listeners()) {
            out.printf("  %-12s port %d%n", listener.name(), listener.address().getPort());
        }
        out.println("API: " + node.apiUrl());
        node.listeners().stream()
                .filter(listener -> listener.name().equals("wialon"))
                .findFirst()
                .ifPresent(wialon -> firstMessage(out, wialon.address().getPort(), node.apiUrl()));
        out.flush();
    }

    private static void firstMessage(PrintStream out, int port, String api) {
        out.println("Send a first message, and see it:");
        out.printf(
                "  bash -c 'exec 3<>/dev/tcp/127.0.0.1/%d; printf \"#L#demo;NA\\r\\n#SD#%s;5544.6025;N;03739.6834;E;"
                        + "40;90;150;7\\r\\n\" >&3; head -n 2 <&3'%n",
                port, WIALON_TIME.format(Instant.now()));
        out.printf("  curl %s/v1/devices/demo/messages%n", api);
    }
}
