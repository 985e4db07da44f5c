package io.fivenines.coordinator;

import io.fivenines.coordinator.console.Console;
import io.fivenines.coordinator.redirect.dns.DnsServer;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A coordinator as a process: names are answered first, from the plan kept; then it joins, and shows what it sees. */
final class Service implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Service.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Console console;

    /**
     * Starts everything.
     *
     * @throws IOException if something cannot be served; then nothing is left behind
     */
    Service(CoordinatorConfig config) throws IOException {
        CollectorRegistry registry = new CollectorRegistry();
        try {
            Directors directors = opened(new Directors());
            if (config.dns().isPresent()) {
                long salt = new SecureRandom().nextLong();
                DnsServer names = opened(DnsServer.open(config.dns().get(), registry, System::nanoTime, salt));
                LOG.atInfo().addKeyValue("port", names.port()).log("Names are answered");
                directors.add(names.director());
            }
            Member member = opened(new Member(config, directors::onPlan));
            console = opened(new Console(
                    config.console(),
                    new Console.Sources(
                            member::standing,
                            member.link().store(),
                            member.link().paths(),
                            Clock.systemUTC(),
                            registry)));
            LOG.atInfo().addKeyValue("port", console.port()).log("The console answers");
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    int consolePort() {
        return console.port();
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.atWarn().setCause(e).log("Not closed well");
            }
        }
    }
}
