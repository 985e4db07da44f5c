package io.fivenines.coordinator;

import ch.qos.logback.classic.LoggerContext;
import io.fivenines.coordinator.config.Program;
import io.fivenines.coordinator.config.Settings;
import io.fivenines.coordinator.logging.Logging;
import io.fivenines.coordinator.uptime.probe.Prober;
import io.fivenines.coordinator.uptime.probe.Regular;
import io.fivenines.coordinator.uptime.probe.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The prober's main: on any machine that is neither of the datacenters it watches. Needs no ZooKeeper. */
@Command(
        name = "fivenines probe",
        description = "Makes rounds against endpoints as a customer would, and tells the coordinators what it found.")
public final class Probe implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(Probe.class);

    @Option(
            names = {"-c", "--config"},
            required = true,
            description = "YAML file; FIVENINES_... variables win over it.")
    private Path config;

    private Probe() {}

    public static void main(String[] arguments) {
        String[] options = arguments.length > 0 && arguments[0].equals("probe")
                ? Arrays.copyOfRange(arguments, 1, arguments.length)
                : arguments;
        System.exit(Program.run(new CommandLine(new Probe()), options));
    }

    @Override
    public Integer call() throws Exception {
        Settings settings = Settings.file(config, System.getenv());
        ProbeSettings own = ProbeSettings.from(settings);
        Logging.configure(own.log(), (LoggerContext) LoggerFactory.getILoggerFactory());
        settings.warnings().forEach(LOG::warn);
        LOG.info("Effective configuration:\n{}", settings.effective());
        Surroundings around = new Surroundings(System::nanoTime, Clock.systemUTC(), Thread::sleep, new SecureRandom());
        ExecutorService executor = Executors.newCachedThreadPool(task -> {
            Thread made = new Thread(task, "step");
            made.setDaemon(true);
            return made;
        });
        Prober prober = new Prober(own.probe(), new Regular(own.habits(), around, executor), around);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(prober), "stop"));
        LOG.info("Makes its rounds");
        new CountDownLatch(1).await();
        return 0;
    }

    /** A signal would make the exit code that of a failure, although everything was closed as it should be. */
    private static void stop(Prober prober) {
        try {
            prober.close();
            LOG.info("Stopped");
        } catch (IOException e) {
            LOG.warn("Not closed well", e);
        }
        Runtime.getRuntime().halt(0);
    }
}
