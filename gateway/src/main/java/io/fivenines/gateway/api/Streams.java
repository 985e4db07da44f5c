package io.fivenines.gateway.api;

import io.fivenines.coordinator.web.ApiException;
import io.fivenines.coordinator.web.WebServer;
import io.fivenines.gateway.vitals.Vitals;
import io.javalin.http.Context;
import io.prometheus.client.Counter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The streams of events now open, each on a thread of its own, so many at most. */
final class Streams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);
    private static final long CLOSE_MS = 1000;

    private final int max;
    private final Semaphore free;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Counter cut;

    /** What a stream says; returns when it has nothing more to say. */
    interface Script {
        void run(EventStream out) throws IOException;
    }

    Streams(int max, Vitals vitals) {
        this.max = max;
        free = new Semaphore(max);
        vitals.gauge("fivenines_gateway_api_streams", "Live tails and traffic watches now open.", this::open);
        cut = Counter.build(
                        "fivenines_gateway_api_streams_cut_total", "Streams ended because their reader was too slow.")
                .register(vitals.registry());
    }

    int open() {
        return max - free.availablePermits();
    }

    /** Keeps the request's thread until script, client or gateway ends it. */
    void serve(Context ctx, Script script) throws IOException {
        if (!free.tryAcquire()) {
            ctx.header("Retry-After", "5");
            throw new ApiException(
                    503, "too_many_streams", "all " + max + " streams are taken", "one to be free later");
        }
        try {
            run(ctx, script);
        } finally {
            free.release();
        }
    }

    private void run(Context ctx, Script script) throws IOException {
        ctx.contentType("text/event-stream");
        // Not the context's own stream, which would compress and thereby withhold.
        EventStream out = new EventStream(ctx.res().getOutputStream(), closing, () -> WebServer.stands(ctx));
        try {
            play(script, out);
            out.end();
        } catch (IOException e) {
            // The client has gone, or has not read for so long that the server gave it up.
            LOG.atDebug().setCause(e).addKeyValue("peer", ctx.ip()).log("Stream ended by its reader");
        }
        if (out.isCut()) {
            cut.inc();
            LOG.atInfo()
                    .addKeyValue("peer", ctx.ip())
                    .addKeyValue("path", ctx.path())
                    .log("Stream cut: its reader is too slow");
        }
    }

    private static void play(Script script, EventStream out) throws IOException {
        try {
            script.run(out);
        } catch (UncheckedIOException e) {
            LOG.error("The journal cannot be read", e);
            out.notice("failed", Map.of("detail", "the journal cannot be read"));
        }
    }

    /** Has every stream say good-bye. */
    @Override
    public void close() {
        closing.countDown();
        try {
            if (!free.tryAcquire(max, CLOSE_MS, TimeUnit.MILLISECONDS)) {
                LOG.info("Some streams did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
