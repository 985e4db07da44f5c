package io.fivenines.coordinator.uptime.page;

import io.fivenines.coordinator.uptime.Ledger;
import io.fivenines.coordinator.web.ApiException;
import io.fivenines.coordinator.web.Route;
import io.fivenines.coordinator.web.WebConfig;
import io.fivenines.coordinator.web.WebServer;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The status page on a port of its own, open to anybody. It is made in the background and answered from memory, so
 * that a crowd that asks costs no more than sending; if it cannot be made anew the last one stays, and says as of when
 * it is.
 */
public final class StatusPage implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StatusPage.class);
    private static final int STREAMS_MAX = 0;
    private static final long CLOSE_WAIT_MS = 2_000;
    private static final int CACHED_S_MAX = 30;
    private static final DateTimeFormatter HTTP_TIME = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final PageConfig config;
    private final Survey survey;
    private final NoteBook notes;
    private final InstantSource clock;
    private final ScheduledThreadPoolExecutor press = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "status-page");
        thread.setDaemon(true);
        return thread;
    });
    private final WebServer server;
    private volatile Edition edition;

    /**
     * Starts to answer.
     *
     * @throws IOException if the port is taken or there is no such host
     */
    public StatusPage(PageConfig config, Ledger ledger, NoteBook notes, InstantSource clock) throws IOException {
        this.config = config;
        this.notes = notes;
        this.clock = clock;
        survey = new Survey(ledger);
        server = new WebServer(
                WebConfig.open(config.host(), config.port()),
                List.of(
                        Route.get("/", null, ctx -> answer(ctx, Frame.FRONT)),
                        Route.get("/{file}", null, ctx -> answer(ctx, ctx.pathParam("file")))),
                STREAMS_MAX,
                clock);
        press.scheduleWithFixedDelay(this::renew, 0, config.refreshMs(), TimeUnit.MILLISECONDS);
    }

    /** Makes it anew with what is known now. */
    private void renew() {
        try {
            notes.refresh();
            edition = Edition.of(config, survey.board(notes.notes(), clock.millis()));
            if (config.exportFolder().isPresent()) {
                new Folder(config.exportFolder().get()).write(edition);
            }
        } catch (IOException | RuntimeException e) {
            LOG.atWarn().setCause(e).log("The status page cannot be made anew");
        }
    }

    private void answer(Context ctx, String name) {
        Edition now = edition;
        if (now == null) {
            throw new ApiException(503, "starting", "the status page is being made", "an answer in a second");
        }
        Edition.Sheet sheet = now.sheet(name);
        if (sheet == null) {
            throw new ApiException(404, "not_found", "there is no page '" + name + "'", "one of /" + Edition.FILES);
        }
        long freshS = Math.min(CACHED_S_MAX, config.refreshMs() / 1_000);
        ctx.header("Cache-Control", "public, max-age=" + freshS);
        ctx.header("Content-Security-Policy", now.policy() + "; frame-ancestors 'none'");
        ctx.header("Access-Control-Allow-Origin", "*");
        ctx.header("Last-Modified", HTTP_TIME.format(Instant.ofEpochMilli(now.asOfMs())));
        ctx.header("ETag", sheet.tag());
        if (isKnown(ctx.header("If-None-Match"), sheet.tag())) {
            ctx.status(304);
            return;
        }
        ctx.contentType(sheet.type()).result(sheet.text());
    }

    private static boolean isKnown(String tags, String tag) {
        return tags != null && (tags.contains(tag) || tags.contains(tag.substring(2)));
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
        press.shutdown();
        try {
            if (!press.awaitTermination(CLOSE_WAIT_MS, TimeUnit.MILLISECONDS)) {
                LOG.warn("The status page is still being made after {} ms", CLOSE_WAIT_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
