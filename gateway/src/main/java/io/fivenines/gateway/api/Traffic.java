package io.fivenines.gateway.api;

import io.fivenines.coordinator.web.ApiException;
import io.fivenines.coordinator.web.Query;
import io.fivenines.gateway.connection.Registry;
import io.fivenines.gateway.telemetry.Ident;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.InstantSource;

/** Raw frames of one tracker, both ways, as they pass. */
final class Traffic {
    private final Registry registry;
    private final Streams streams;
    private final InstantSource clock;

    Traffic(Registry registry, Streams streams, InstantSource clock) {
        this.registry = registry;
        this.streams = streams;
        this.clock = clock;
    }

    void watch(Context ctx) throws IOException {
        Query.none(ctx);
        Ident ident = Idents.inPath(ctx);
        Watch watch = new Watch(clock);
        AutoCloseable registration = register(ident, watch);
        try {
            streams.serve(ctx, watch::show);
        } finally {
            end(registration);
        }
    }

    private static void end(AutoCloseable registration) {
        try {
            registration.close();
        } catch (Exception e) {
            throw new IllegalStateException("a watch cannot be ended", e);
        }
    }

    private AutoCloseable register(Ident ident, Watch watch) {
        try {
            return registry.watch(ident, watch);
        } catch (IllegalStateException e) {
            throw new ApiException(409, "conflict", e.getMessage(), "one watcher of a tracker at a time");
        }
    }
}
