package io.fivenines.coordinator.console;

import io.fivenines.coordinator.cluster.Paths;
import io.fivenines.coordinator.cluster.RecordStore;
import io.fivenines.coordinator.web.Route;
import io.fivenines.coordinator.web.Scope;
import io.fivenines.coordinator.web.WebConfig;
import io.fivenines.coordinator.web.WebServer;
import io.javalin.http.HandlerType;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A coordinator's HTTP API: the same answers from each, whether or not it leads. */
public final class Console implements AutoCloseable {
    private static final int STREAMS_MAX = 16;

    private final WebServer server;

    /**
     * What the answers are made of.
     *
     * @param standing how the coordinator sees the cluster; null before it has looked
     * @param directors this coordinator's, as they are now
     * @param store for what is not at hand
     * @param registry of the other parts' metrics
     */
    public record Sources(
            Supplier<Standing> standing,
            Supplier<List<Obedience>> directors,
            RecordStore store,
            Paths paths,
            InstantSource clock,
            CollectorRegistry registry) {}

    /**
     * Starts to answer.
     *
     * @param others what other rooms answer at the same place
     * @throws IOException if the port is taken or there is no such host
     */
    public Console(WebConfig config, Sources sources, List<Route> others) throws IOException {
        Overview overview = new Overview(sources);
        Steps steps = new Steps(sources.store(), sources.paths());
        Wishes wishes = new Wishes(sources);
        List<Route> own = List.of(
                Route.get("/v1/status", Scope.READ, overview::status),
                Route.get("/v1/nodes", Scope.READ, overview::nodes),
                Route.get("/v1/coordinators", Scope.READ, overview::coordinators),
                Route.get("/v1/plan", Scope.READ, overview::plan),
                Route.get("/v1/steps", Scope.READ, steps::newest),
                Route.get("/v1/intents", Scope.READ, wishes::all),
                new Route(HandlerType.POST, "/v1/intents", Scope.OPERATE, wishes::add),
                new Route(HandlerType.DELETE, "/v1/intents/{id}", Scope.OPERATE, wishes::remove),
                Route.get("/healthz", null, overview::alive),
                Route.get("/readyz", null, overview::ready),
                Route.get("/metrics", Scope.READ, overview::metrics));
        List<Route> all = Stream.concat(own.stream(), others.stream()).toList();
        server = new WebServer(config, all, STREAMS_MAX, sources.clock());
    }

    /**
     * Shows to newcomers the certificate that is in its files now.
     *
     * @throws IOException if they hold none; then the former one stays
     */
    public void reload() throws IOException {
        server.reload();
    }

    /** When the certificate shown ends, UNIX milliseconds; empty without TLS. */
    public OptionalLong certificateEndMs() {
        return server.certificateEndMs();
    }

    /**
     * Lets in from now on whose token is in the file now.
     *
     * @throws IOException naming what is wrong with it; then the former tokens stay
     */
    public void reloadTokens() throws IOException {
        server.reloadTokens();
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
    }
}
