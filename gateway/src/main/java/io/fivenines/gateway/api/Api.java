package io.fivenines.gateway.api;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: answers from its making until it is closed. */
public final class Api implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Api.class);
    private static final long LAG_MAX = 100_000;
    private static final int THREADS = 24;
    private static final int THREAD_IDLE_MS = 30_000;
    private static final int HEADER_BYTES_MAX = 8 * 1024;
    private static final int BODY_BYTES_MAX = 64 * 1024;
    private static final int CONNECTIONS_BESIDE_STREAMS = 256;

    private final Streams streams;
    private final Access access;
    private final List<Route> routes;
    private final Javalin javalin;

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
        access = new Access(config.tokens(), sources.clock());
        routes = routes(sources, new Tail(sources.journal(), streams, lagMax));
        javalin = Javalin.create(javalin -> configure(javalin, config));
        try {
            javalin.start(config.host(), config.port());
        } catch (Exception e) {
            javalin.stop();
            throw new IOException("cannot serve the API on " + config.host() + ":" + config.port() + ": " + root(e), e);
        }
    }

    /** What went wrong in the operating system's words: on its way up it becomes guesses. */
    private static String root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    private List<Route> routes(Sources sources, Tail tail) {
        Devices devices = new Devices(sources.journal(), sources.registry(), sources.clock());
        Messages messages = new Messages(sources.journal(), sources.clock());
        Connections connections = new Connections(sources.registry());
        Traffic traffic = new Traffic(sources.registry(), streams, sources.clock());
        Catalogue catalogue = new Catalogue(sources.protocols());
        Status status = new Status(sources, streams);
        return List.of(
                new Route("/v1/devices", Scope.READ, devices::all),
                new Route("/v1/devices/{ident}", Scope.READ, devices::one),
                new Route("/v1/devices/{ident}/messages", Scope.READ, messages::ofDevice),
                new Route("/v1/messages", Scope.READ, messages::all),
                new Route("/v1/messages/tail", Scope.READ, tail::follow),
                new Route("/v1/connections", Scope.READ, connections::all),
                new Route("/v1/connections/{ident}", Scope.READ, connections::one),
                new Route("/v1/traffic/{ident}", Scope.READ, traffic::watch),
                new Route("/v1/parameters", Scope.READ, catalogue::parameters),
                new Route("/v1/protocols", Scope.READ, catalogue::protocols),
                new Route("/v1/status", Scope.READ, status::all),
                new Route("/openapi.json", null, Api::contract),
                new Route("/healthz", null, status::alive),
                new Route("/readyz", null, status::ready),
                new Route("/metrics", Scope.READ, status::metrics));
    }

    /** For the test that compares them with the contract. */
    List<Route> routes() {
        return routes;
    }

    private void configure(JavalinConfig javalin, ApiConfig config) {
        javalin.startup.showJavalinBanner = false;
        javalin.startup.showOldJavalinVersionWarning = false;
        javalin.startup.startupWatcherEnabled = false;
        javalin.http.prefer405over404 = true;
        javalin.http.maxRequestSize = BODY_BYTES_MAX;
        javalin.jetty.threadPool = threads(config.streamsMax());
        javalin.jetty.modifyHttpConfiguration(Api::limit);
        javalin.jetty.modifyServer(server -> limit(server, config.streamsMax() + CONNECTIONS_BESIDE_STREAMS));
        javalin.routes.before(this::welcome);
        for (Route route : routes) {
            javalin.routes.get(route.path(), ctx -> {
                access.admit(ctx, route.scope());
                route.handler().handle(ctx);
            });
            if (route.scope() == null) {
                javalin.routes.head(route.path(), route.handler());
            }
        }
        javalin.routes.exception(ApiException.class, (e, ctx) -> fail(ctx, e.status(), e.body()));
        javalin.routes.exception(
                HttpResponseException.class,
                (e, ctx) -> fail(ctx, e.getStatus(), ErrorPages.of(e.getStatus(), e.getMessage())));
        javalin.routes.exception(Exception.class, Api::failed);
    }

    private static QueuedThreadPool threads(int streamsMax) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS + streamsMax, 4, THREAD_IDLE_MS);
        threads.setName("api");
        return threads;
    }

    private static void limit(HttpConfiguration http) {
        http.setRequestHeaderSize(HEADER_BYTES_MAX);
        http.setSendServerVersion(false);
    }

    private static void limit(Server server, int connectionsMax) {
        server.addBean(new NetworkConnectionLimit(connectionsMax, server));
        server.setErrorHandler(new ErrorPages());
    }

    private void welcome(Context ctx) {
        ctx.header("Cache-Control", "no-store");
        ctx.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        ctx.header("Referrer-Policy", "no-referrer");
        ctx.header("X-Content-Type-Options", "nosniff");
        access.refuseForeign(ctx);
        refuseBlindHead(ctx);
    }

    /** Left to itself, the server would answer 200 to a HEAD of every path it has, without asking anybody. */
    private void refuseBlindHead(Context ctx) {
        boolean open = routes.stream()
                .anyMatch(route -> route.scope() == null && route.path().equals(ctx.path()));
        if (ctx.method().equals(HandlerType.HEAD) && !open) {
            throw new ApiException(405, "method_not_allowed", "HEAD is not answered here", "GET");
        }
    }

    private static void contract(Context ctx) throws IOException {
        try (InputStream contract = Api.class.getResourceAsStream("openapi.json")) {
            ctx.contentType(Json.TYPE).result(new String(contract.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static void fail(Context ctx, int status, Object body) {
        ctx.status(status);
        Json.answer(ctx, body);
    }

    private static void failed(Exception e, Context ctx) {
        if (e instanceof IOException) {
            LOG.atDebug().setCause(e).addKeyValue("path", ctx.path()).log("The client did not take its answer");
            return;
        }
        LOG.atError().setCause(e).addKeyValue("path", ctx.path()).log("A request failed");
        String detail = e instanceof UncheckedIOException ? "the journal cannot be read" : "see the gateway's log";
        fail(ctx, 500, ErrorPages.of(500, detail));
    }

    public int port() {
        return javalin.port();
    }

    /** Ends the streams, then the server. */
    @Override
    public void close() {
        streams.close();
        javalin.stop();
    }
}
