package io.fivenines.gateway;

import ch.qos.logback.classic.LoggerContext;
import io.fivenines.coordinator.config.Program;
import io.fivenines.coordinator.config.Settings;
import io.fivenines.coordinator.logging.Logging;
import io.fivenines.gateway.decode.protocol.Protocols;
import io.fivenines.gateway.journal.local.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node that runs as a process: until it is told to stop by a signal. */
final class Service {
    private static final Logger LOG = LoggerFactory.getLogger(Service.class);

    private final Function<Path, Storage> storage;

    Service(Function<Path, Storage> storage) {
        this.storage = storage;
    }

    /**
     * Starts a node and returns when the process ends.
     *
     * @param started told once everything runs
     */
    int run(Settings settings, Consumer<Node> started) throws IOException, InterruptedException {
        GatewayConfig config = GatewayConfig.from(settings, Program.hostName(), Protocols.OFFERED);
        Logging.configure(config.log(), (LoggerContext) LoggerFactory.getILoggerFactory());
        settings.warnings().forEach(LOG::warn);
        LOG.info("Effective configuration:\n{}", settings.effective());
        Node node = new Node(config, storage);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(node), "stop"));
        started.accept(node);
        new CountDownLatch(1).await();
        return 0;
    }

    /** A signal would make the exit code that of a failure, although everything was closed as it should be. */
    private static void stop(Node node) {
        LOG.info("Stopping");
        node.close();
        LOG.info("Stopped");
        Runtime.getRuntime().halt(0);
    }
}
