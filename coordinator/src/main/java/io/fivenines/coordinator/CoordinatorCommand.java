package io.fivenines.coordinator;

import ch.qos.logback.classic.LoggerContext;
import io.fivenines.coordinator.config.Program;
import io.fivenines.coordinator.config.Settings;
import io.fivenines.coordinator.logging.Logging;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "coordinator", description = "Runs one coordinator as configured, until it is stopped by a signal.")
final class CoordinatorCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(CoordinatorCommand.class);

    @Option(
            names = {"-c", "--config"},
            required = true,
            description = "YAML file; FIVENINES_... variables win over it.")
    private Path config;

    @Override
    public Integer call() throws Exception {
        Settings settings = Settings.file(config, System.getenv());
        CoordinatorConfig read = CoordinatorConfig.from(settings, Program.hostName());
        Logging.configure(read.log(), (LoggerContext) LoggerFactory.getILoggerFactory());
        settings.warnings().forEach(LOG::warn);
        LOG.info("Effective configuration:\n{}", settings.effective());
        Service service = new Service(read, Coordinator.times());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(service), "stop"));
        new CountDownLatch(1).await();
        return 0;
    }

    /** A signal would make the exit code that of a failure, although everything was closed as it should be. */
    private static void stop(Service service) {
        LOG.info("Stopping");
        service.close();
        LOG.info("Stopped");
        Runtime.getRuntime().halt(0);
    }
}
