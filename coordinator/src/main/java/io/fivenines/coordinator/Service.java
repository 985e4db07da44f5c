package io.fivenines.coordinator;

import io.fivenines.coordinator.cluster.Paths;
import io.fivenines.coordinator.cluster.RecordStore;
import io.fivenines.coordinator.config.FileWatch;
import io.fivenines.coordinator.config.Program;
import io.fivenines.coordinator.console.Console;
import io.fivenines.coordinator.console.Standing;
import io.fivenines.coordinator.redirect.dns.DnsServer;
import io.fivenines.coordinator.redirect.exec.ExecDirector;
import io.fivenines.coordinator.redirect.haproxy.HaproxyDirector;
import io.fivenines.coordinator.uptime.figures.Objective;
import io.fivenines.coordinator.uptime.figures.Percent;
import io.fivenines.coordinator.uptime.hub.LedgerGauges;
import io.fivenines.coordinator.uptime.hub.RowCopies;
import io.fivenines.coordinator.uptime.notify.Teller;
import io.fivenines.coordinator.uptime.page.NoteBook;
import io.fivenines.coordinator.uptime.page.NoteRoutes;
import io.fivenines.coordinator.uptime.page.PageConfig;
import io.fivenines.coordinator.uptime.page.StatusPage;
import io.fivenines.coordinator.web.Route;
import io.fivenines.coordinator.web.WebConfig;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A coordinator as a process: names are answered first, from the plan kept; then it joins, and shows what it sees. */
final class Service implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Service.class);

    private static final double SECOND_MS = 1000.0;
    private static final Objective FIVE_NINES = new Objective(Percent.parse("99.999"));

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
            List<Route> others =
                    config.uptime().isPresent() ? uptime(config.uptime().get(), member, registry, times) : List.of();
            console = opened(new Console(
                    config.console(),
                    new Console.Sources(
                            member::standing,
                            directors::obedience,
                            member.link().store(),
                            member.link().paths(),
                            times.clock(),
                            registry),
                    others));
            LOG.atInfo().addKeyValue("port", console.port()).log("The console answers");
            watch(config.console(), registry);
            member.register(address(config, console.port()), Program.version());
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Has the console take anew what may be replaced while it serves. */
    private void watch(WebConfig config, CollectorRegistry registry) {
        FileWatch watch = opened(FileWatch.start());
        if (config.tls() != null) {
            watch.watch("console.tls", config.tls().files(), console::reload);
            gauge(
                    registry,
                    "fivenines_coordinator_certificate_end_seconds",
                    "When the console's certificate ends, UNIX seconds.",
                    () -> console.certificateEndMs().orElse(0) / SECOND_MS);
        }
        if (config.file() != null) {
            watch.watch("console.tokenFile", List.of(config.file().path()), console::reloadTokens);
        }
        gauge(
                registry,
                "fivenines_coordinator_reload_failing",
                "Files that were replaced and cannot be taken: what was before is in force.",
                watch::failing);
    }

    private static void gauge(CollectorRegistry registry, String name, String help, DoubleSupplier value) {
        Gauge gauge = Gauge.build(name, help).create();
        gauge.setChild(new Gauge.Child() {
            @Override
            public double get() {
                return value.getAsDouble();
            }
        });
        gauge.register(registry);
    }

    /** Opens the ledger and the page that shows it; what the console answers for them. */
    private List<Route> uptime(UptimeConfig config, Member member, CollectorRegistry registry, Times times)
            throws IOException {
        RecordStore store = member.link().store();
        Paths paths = member.link().paths();
        Bookkeeping books = opened(new Bookkeeping(
                config,
                new RowCopies(store, paths.uptime()),
                () -> teller(member),
                times.nanos(),
                times.clock(),
                Bookkeeping.Rhythm.USUAL));
        Objective objective = config.page().map(PageConfig::objective).orElse(FIVE_NINES);
        new LedgerGauges(books.hub(), objective, times.clock()).register(registry);
        NoteBook notes = new NoteBook(store, paths);
        if (config.page().isPresent()) {
            StatusPage page = opened(new StatusPage(config.page().get(), books.hub(), notes, times.clock()));
            LOG.atInfo().addKeyValue("port", page.port()).log("The status page is open to anybody");
        }
        List<Route> routes = new ArrayList<>(books.routes());
        routes.addAll(new NoteRoutes(books.hub(), notes, times.clock()).routes());
        return routes;
    }

    private static Teller teller(Member member) {
        Standing standing = member.standing();
        if (standing != null && standing.leadership().isPresent()) {
            return Teller.SELF;
        }
        return standing != null && standing.contact() ? Teller.OTHER : Teller.UNSURE;
    }

    private static String address(CoordinatorConfig config, int port) {
        String host = config.console().host();
        boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
        String reached = everywhere ? config.seat().advertise() : host;
        return (reached.indexOf(':') < 0 ? reached : "[" + reached + "]") + ":" + port;
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
