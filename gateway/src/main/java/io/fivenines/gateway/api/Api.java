package io.fivenines.gateway.api;

import io.fivenines.coordinator.web.Json;
import io.fivenines.coordinator.web.Route;
import io.fivenines.coordinator.web.Scope;
import io.fivenines.coordinator.web.WebServer;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;

/** The HTTP server: answers from its making until it is closed. */
public final class Api implements AutoCloseable {
    private static final long LAG_MAX = 100_000;

    private final Streams streams;
    private final List<Route> routes;
    private final WebServer server;

    /**
     * Starts to answer.
     *
     * @throws IOException if the port is taken or there is no such host
     */
    public Api(ApiConfig config, Sources sources) throws IOException {
        this(config, sources, LAG_MAX);
    }

    /**
     * For tests.
     *
     * @param lagMax messages a live tail may be behind before it is cut off
     */
    Api(ApiConfig config, Sources sources, long lagMax) throws IOException {
        streams = new Streams(config.streamsMax(), sources.vitals());
        routes = routes(sources, new Tail(sources.journal(), streams, lagMax));
        server = new WebServer(config.web(), routes, config.streamsMax(), sources.clock());
    }

    private List<Route> routes(Sources sources, Tail tail) {
        Devices devices = new Devices(sources.journal(), sources.registry(), sources.clock());
        Messages messages = new Messages(sources.journal(), sources.clock());
        Connections connections = new Connections(sources.registry());
        Traffic traffic = new Traffic(sources.registry(), streams, sources.clock());
        Catalogue catalogue = new Catalogue(sources.protocols());
        Commands commands = new Commands(sources.commands());
        Blocking blocking = new Blocking(sources.blocks(), sources.clock());
        Status status = new Status(sources, streams);
        return List.of(
                Route.get("/v1/devices", Scope.READ, devices::all),
                Route.get("/v1/devices/{ident}", Scope.READ, devices::one),
                Route.get("/v1/devices/{ident}/messages", Scope.READ, messages::ofDevice),
                Route.get("/v1/devices/{ident}/commands", Scope.READ, commands::all),
                new Route(HandlerType.POST, "/v1/devices/{ident}/commands", Scope.COMMAND, commands::submit),
                Route.get("/v1/devices/{ident}/commands/{id}", Scope.READ, commands::one),
                new Route(HandlerType.DELETE, "/v1/devices/{ident}/commands/{id}", Scope.COMMAND, commands::cancel),
                Route.get("/v1/messages", Scope.READ, messages::all),
                Route.get("/v1/messages/tail", Scope.READ, tail::follow),
                Route.get("/v1/connections", Scope.READ, connections::all),
                Route.get("/v1/connections/{ident}", Scope.READ, connections::one),
                Route.get("/v1/traffic/{ident}", Scope.READ, traffic::watch),
                Route.get("/v1/blocks", Scope.READ, blocking::all),
                new Route(HandlerType.POST, "/v1/blocks", Scope.OPERATE, blocking::add),
                new Route(HandlerType.DELETE, "/v1/blocks/{id}", Scope.OPERATE, blocking::remove),
                Route.get("/v1/streams", Scope.READ, status::outlets),
                Route.get("/v1/parameters", Scope.READ, catalogue::parameters),
                Route.get("/v1/protocols", Scope.READ, catalogue::protocols),
                Route.get("/v1/status", Scope.READ, status::all),
                Route.get("/openapi.json", null, Api::contract),
                Route.get("/healthz", null, status::alive),
                Route.get("/readyz", null, status::ready),
                Route.get("/metrics", Scope.READ, status::metrics));
    }

    /** For the test that compares them with the contract. */
    List<Route> routes() {
        return routes;
    }

    private static void contract(Context ctx) throws IOException {
        try (InputStream contract = Api.class.getResourceAsStream("openapi.json")) {
            ctx.contentType(Json.TYPE).result(new String(contract.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    public int port() {
        return server.port();
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
     * Lets in from now on whose token is in the file now; streams of others end.
     *
     * @throws IOException naming what is wrong with it; then the former tokens stay
     */
    public void reloadTokens() throws IOException {
        server.reloadTokens();
    }

    /** Ends the streams, then the server. */
    @Override
    public void close() {
        streams.close();
        server.close();
    }
}
