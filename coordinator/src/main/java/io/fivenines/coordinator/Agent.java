package io.fivenines.coordinator;

import ch.qos.logback.classic.LoggerContext;
import io.fivenines.coordinator.cluster.ClusterLink;
import io.fivenines.coordinator.cluster.Seal;
import io.fivenines.coordinator.config.Program;
import io.fivenines.coordinator.config.Settings;
import io.fivenines.coordinator.logging.Logging;
import io.fivenines.coordinator.redirect.vip.Front;
import io.fivenines.coordinator.redirect.vip.FrontConfig;
import io.fivenines.coordinator.redirect.vip.HostAgent;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The agent's main: one on each host that virtual addresses move between. */
@Command(
        name = "fivenines agent",
        description = "Takes and gives up this host's virtual addresses as the plan says, until it is stopped.")
public final class Agent implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

    @Option(
            names = {"-c", "--config"},
            required = true,
            description = "YAML file; FIVENINES_... variables win over it.")
    private Path config;

    private Agent() {}

    public static void main(String[] arguments) {
        String[] options = arguments.length > 0 && arguments[0].equals("agent")
                ? Arrays.copyOfRange(arguments, 1, arguments.length)
                : arguments;
        System.exit(Program.run(new CommandLine(new Agent()), options));
    }

    @Override
    public Integer call() throws Exception {
        Settings settings = Settings.file(config, System.getenv());
        AgentSettings own = AgentSettings.from(settings, Program.hostName());
        Logging.configure(own.log(), (LoggerContext) LoggerFactory.getILoggerFactory());
        settings.warnings().forEach(LOG::warn);
        LOG.info("Effective configuration:\n{}", settings.effective());
        if (own.cluster().seal().secret().isEmpty()
                && !own.heartbeat().getAddress().isLoopbackAddress()) {
            LOG.atWarn()
                    .addKeyValue("heartbeat", own.heartbeat())
                    .log("There is no cluster.heartbeatSecret: whoever reaches this port can tell the agent a plan");
        }
        Seal seal = new Seal(own.cluster().seal(), new SecureRandom());
        ClusterLink link = new ClusterLink(own.cluster());
        Deque<AutoCloseable> parts = new ArrayDeque<>(List.of(link));
        try {
            Director director = own.director();
            parts.push(new HostAgent(
                    own.agent(),
                    director.hands(own.agent().addresses()),
                    link,
                    new HostAgent.Heartbeats(own.heartbeat(), own.announced(), seal),
                    System::nanoTime,
                    new GatewayStop(own.agent().stop(), director.processFile()),
                    Program::impossible));
            if (own.front().isPresent()) {
                FrontConfig front = own.front().get();
                parts.push(new Front(
                        own.agent().id(), front, link, seal, Program.version(), Clock.systemUTC(), System::nanoTime));
            }
        } catch (IOException | RuntimeException e) {
            close(parts);
            throw e;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(parts), "stop"));
        new CountDownLatch(1).await();
        return 0;
    }

    /** A signal would make the exit code that of a failure, although everything was given up as it should be. */
    private static void stop(Deque<AutoCloseable> parts) {
        LOG.info("Stopping");
        close(parts);
        LOG.info("Stopped");
        Runtime.getRuntime().halt(0);
    }

    private static void close(Deque<AutoCloseable> parts) {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.error("A part of the agent did not close as it should", e);
            }
        }
    }
}
