package io.fivenines.gateway;

import io.fivenines.coordinator.config.Settings;
import io.fivenines.gateway.journal.local.Storage;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "gateway", description = "Runs one gateway as configured, until it is stopped by a signal.")
final class GatewayCommand implements Callable<Integer> {
    private final Function<Path, Storage> storage;

    @Option(
            names = {"-c", "--config"},
            required = true,
            description = "YAML file; FIVENINES_... variables win over it.")
    private Path config;

    GatewayCommand(Function<Path, Storage> storage) {
        this.storage = storage;
    }

    @Override
    public Integer call() throws Exception {
        return new Service(storage).run(Settings.file(config, System.getenv()), node -> {});
    }
}
