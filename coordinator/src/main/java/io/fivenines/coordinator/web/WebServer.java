package io.fivenines.coordinator.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An HTTP server with tokens, limits and one shape of errors: answers from its making until it is closed. */
public final class WebServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
    private static final int THREADS = 24;
    private static final int THREAD_IDLE_MS = 30_000;
    private static final int HEADER_BYTES_MAX = 8 * 1024;
    private static final int BODY_BYTES_MAX = 64 * 1024;
    private static final int CONNECTIONS_BESIDE_STREAMS = 256;

    private static final String CONTRACT = "/openapi.json";

    private final Access access;
    private final List<Route> routes;
    private final ErrorPages errors;
    private final boolean open;
    private final TlsPort tls;
    private final SlowRequests slow;
    private final Javalin javalin;

    /**
     * Starts to answer.
     *
     * @param streamsMax requests that may hold a thread for long
     * @throws IOException if the port is taken, there is no such host, or the files of TLS or tokens are no good
     */
    public WebServer(WebConfig config, List<Route> routes, int streamsMax, InstantSource clock) throws IOException {
        this.routes = List.copyOf(routes);
        open = config.open();
        if (open && routes.stream().anyMatch(route -> route.scope() != null)) {
            throw new IllegalArgumentException("a route with a scope, expected none where anybody may ask");
        }
        errors = new ErrorPages(expected());
        access = new Access(config, clock);
        slow = new SlowRequests((streamsMax + CONNECTIONS_BESIDE_STREAMS) / 2, clock);
        tls = config.tls() == null ? null : new TlsPort(config.tls());
        javalin = Javalin.create(javalin -> configure(javalin, config, streamsMax));
        try {
            javalin.start(config.host(), config.port());
            for (Connector connector : javalin.jettyServer().server().getConnectors()) {
                ((ServerConnector) connector).addBean(slow);
            }
            warm(javalin.jettyServer().server());
        } catch (Exception e) {
            slow.close();
            javalin.stop();
            throw new IOException("cannot serve the API on " + config.host() + ":" + config.port() + ": " + root(e), e);
        }
    }

    /** The first request of a process loads what answers, a second of a busy machine: no customer is to wait for it. */
    private static void warm(Server server) throws Exception {
        LocalConnector self = new LocalConnector(server);
        server.addConnector(self);
        self.start();
        try {
            self.getResponse("GET /- HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        } finally {
            self.stop();
            server.removeConnector(self);
        }
    }

    /** Where it stands what this server may be asked. */
    private String expected() {
        if (routes.stream().anyMatch(route -> route.path().equals(CONTRACT))) {
            return "a request as in " + CONTRACT;
        }
        return open ? "a page as in docs/status-page.md" : "a request as in docs/coordinator.md, The API";
    }

    /** What went wrong in the operating system's words: on its way up it becomes guesses. */
    private static String root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    private void configure(JavalinConfig javalin, WebConfig config, int streamsMax) {
        javalin.startup.showJavalinBanner = false;
        javalin.startup.showOldJavalinVersionWarning = false;
        javalin.startup.startupWatcherEnabled = false;
        javalin.http.prefer405over404 = true;
        javalin.http.maxRequestSize = BODY_BYTES_MAX;
        javalin.jetty.threadPool = threads(streamsMax);
        javalin.jetty.modifyHttpConfiguration(WebServer::limit);
        int connectionsMax = streamsMax + CONNECTIONS_BESIDE_STREAMS;
        javalin.jetty.modifyServer(server -> limit(server, connectionsMax));
        if (tls != null) {
            javalin.jetty.addConnector((server, http) -> tls.connector(server, http, config));
        }
        javalin.routes.before(this::welcome);
        for (Route route : routes) {
            javalin.routes.addHttpHandler(route.method(), route.path(), ctx -> {
                Audit.begin(ctx, route.scope());
                access.admit(ctx, route.scope());
                route.handler().handle(ctx);
            });
            if (route.scope() == null && route.method().equals(HandlerType.GET)) {
                javalin.routes.head(route.path(), route.handler());
            }
        }
        javalin.routes.after(Audit::end);
        javalin.routes.exception(ApiException.class, (e, ctx) -> fail(ctx, e.status(), e.body()));
        javalin.routes.exception(
                HttpResponseException.class,
                (e, ctx) -> fail(ctx, e.getStatus(), errors.of(e.getStatus(), e.getMessage())));
        javalin.routes.exception(Exception.class, this::failed);
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

    private void limit(Server server, int connectionsMax) {
        server.addBean(new NetworkConnectionLimit(connectionsMax, server));
        server.setErrorHandler(errors);
    }

    private void welcome(Context ctx) {
        ctx.header("Cache-Control", "no-store");
        ctx.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        ctx.header("Referrer-Policy", "no-referrer");
        ctx.header("X-Content-Type-Options", "nosniff");
        if (!open) {
            access.refuseForeign(ctx);
            refuseBlindHead(ctx);
        }
    }

    /** Left to itself, the server would answer 200 to a HEAD of every path it has, without asking anybody. */
    private void refuseBlindHead(Context ctx) {
        boolean anybody = routes.stream()
                .anyMatch(route -> route.scope() == null && route.path().equals(ctx.path()));
        if (ctx.method().equals(HandlerType.HEAD) && !anybody) {
            throw new ApiException(405, "method_not_allowed", "HEAD is not answered here", "GET");
        }
    }

    private static void fail(Context ctx, int status, Object body) {
        ctx.status(status);
        Json.answer(ctx, body);
    }

    private void failed(Exception e, Context ctx) {
        if (e instanceof IOException) {
            LOG.atDebug().setCause(e).addKeyValue("path", ctx.path()).log("The client did not take its answer");
            return;
        }
        LOG.atError().setCause(e).addKeyValue("path", ctx.path()).log("A request failed");
        String detail = e instanceof UncheckedIOException ? "what was asked for cannot be read" : "see the log";
        fail(ctx, 500, errors.of(500, detail));
    }

    /** The name of the token a request came with, for the record of who did what. */
    public static String who(Context ctx) {
        String who = ctx.attribute(Access.WHO);
        return who == null ? "somebody on this machine" : who;
    }

    /**
     * Shows to newcomers the certificate that is in the files now.
     *
     * @throws IOException if they hold none; then the former one stays
     */
    public void reload() throws IOException {
        if (tls != null) {
            tls.reload();
        }
    }

    /** When the certificate shown ends, UNIX milliseconds; empty without TLS. */
    public OptionalLong certificateEndMs() {
        return tls == null ? OptionalLong.empty() : OptionalLong.of(tls.endMs());
    }

    /**
     * Lets in from now on whose token is in the file now.
     *
     * @throws IOException naming what is wrong with it; then the former tokens stay
     */
    public void reloadTokens() throws IOException {
        access.reload();
    }

    /** Whether the token is good still that a request came with: for answers that go on and on. */
    public static boolean stands(Context ctx) {
        return Access.stands(ctx);
    }

    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        slow.close();
        javalin.stop();
    }
}
