package io.fivenines.coordinator;

import io.fivenines.coordinator.console.Console;
import io.fivenines.coordinator.console.Standing;
import io.fivenines.coordinator.redirect.dns.DnsServer;
import io.fivenines.coordinator.redirect.exec.ExecDirector;
import io.fivenines.coordinator.redirect.haproxy.HaproxyDirector;
import io.fivenines.coordinator.uptime.hub.RowCopies;
import io.fivenines.coordinator.web.Route;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
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
    Service(CoordinatorConfig config, Times times) throws IOException {
        CollectorRegistry registry = new CollectorRegistry();
        try {
            Directors directors = opened(new Directors());
            redirect(config.redirect(), directors, registry, times);
            Member member = opened(new Member(config, times, directors));
            List<Route> others = config.uptime().isPresent()
                    ? bookkeeping(config.uptime().get(), member, times).routes()
                    : List.of();
            console = opened(new Console(
                    config.console(),
                    new Console.Sources(
                            member::standing,
                            member.link().store(),
                            member.link().paths(),
                            times.clock(),
                            registry),
                    others));
            LOG.atInfo().addKeyValue("port", console.port()).log("The console answers");
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private Bookkeeping bookkeeping(UptimeConfig config, Member member, Times times) throws IOException {
        RowCopies copies =
                new RowCopies(member.link().store(), member.link().paths().uptime());
        return opened(new Bookkeeping(config, copies, () -> leads(member), times.nanos(), times.clock()));
    }

    private static boolean leads(Member member) {
        Standing standing = member.standing();
        return standing != null && standing.leadership().isPresent();
    }

    private void redirect(RedirectConfig config, Directors directors, CollectorRegistry registry, Times times)
            throws IOException {
        if (config.dns().isPresent()) {
            DnsServer names = opened(DnsServer.open(
                    config.dns().get(), registry, times.nanos(), times.random().nextLong()));
            LOG.atInfo().addKeyValue("port", names.port()).log("Names are answered");
            directors.add(names.director());
        }
        if (config.exec().isPresent()) {
            directors.add(new ExecDirector(config.exec().get(), times.nanos()));
        }
        config.haproxies()
                .forEach(haproxy -> directors.add(new HaproxyDirector(haproxy, directors::nodes, times.nanos())));
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    int consolePort() {
        return console.port();
    }

    /** What the process has of time and chance. */
    record Times(LongSupplier nanos, InstantSource clock, RandomGenerator random) {}

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
