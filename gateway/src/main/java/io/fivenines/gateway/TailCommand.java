package io.fivenines.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.fivenines.coordinator.web.ApiClient;
import io.fivenines.gateway.telemetry.Ident;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "tail",
        description = "Follows messages as they become durable, one JSON object a line; comes back where it was.")
final class TailCommand implements Callable<Integer> {
    /** The API shows that it lives every ten seconds. */
    private static final long SILENCE_MS = 30_000;

    private final PrintStream out;
    private final PrintStream err;
    private final long pauseMs;
    private String lastId = "";
    private boolean complained;

    @Mixin
    private final ApiClient api = new ApiClient(Gateway.API);

    @Parameters(arity = "0..1", paramLabel = "IDENT", description = "This tracker only.")
    private String ident;

    TailCommand() {
        this(new PrintStream(System.out, false, StandardCharsets.UTF_8), System.err, 1000);
    }

    TailCommand(PrintStream out, PrintStream err, long pauseMs) {
        this.out = out;
        this.err = err;
        this.pauseMs = pauseMs;
    }

    @Override
    public Integer call() throws Exception {
        ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor();
        try {
            while (!out.checkError()) {
                follow(watchdog);
                Thread.sleep(pauseMs);
            }
            return 0;
        } finally {
            watchdog.shutdownNow();
        }
    }

    /** Follows one connection to its end; what passes by itself is told once and tried again. */
    private void follow(ScheduledExecutorService watchdog) throws IOException, InterruptedException {
        try (EventFeed feed = new EventFeed(open())) {
            complained = false;
            ScheduledFuture<?> watch = watchdog.scheduleWithFixedDelay(
                    () -> endIfSilent(feed), SILENCE_MS, SILENCE_MS, TimeUnit.MILLISECONDS);
            try {
                show(feed);
            } finally {
                lastId = feed.lastId().isEmpty() ? lastId : feed.lastId();
                watch.cancel(false);
            }
        } catch (ApiClient.Refusal e) {
            if (!e.isPassing()) {
                throw e;
            }
            complain(e.getMessage());
        } catch (IOException e) {
            complain(e.getMessage());
        }
    }

    private InputStream open() throws IOException, InterruptedException {
        String path = "/v1/messages/tail" + (ident == null ? "" : "?ident=" + encoded(ident));
        return lastId.isEmpty() ? api.open(path) : api.open(path, "Last-Event-ID", lastId);
    }

    private static String encoded(String ident) {
        if (Ident.of(ident) == null) {
            throw new IllegalArgumentException(
                    "ident '" + ident + "', expected 1 to " + Ident.LENGTH_MAX + " printable characters without space");
        }
        return URLEncoder.encode(ident, StandardCharsets.US_ASCII);
    }

    private void show(EventFeed feed) throws IOException {
        for (EventFeed.Event event = feed.next(); event != null && !out.checkError(); event = feed.next()) {
            if (event.name().isEmpty()) {
                out.println(event.data());
                out.flush();
            } else {
                notice(api.parse(event.data()));
            }
        }
    }

    private void notice(JsonNode notice) {
        String missing = notice.has("cursor")
                ? "; what is missing: "
                        + api.address()
                                .resolve("/v1/messages?cursor="
                                        + notice.get("cursor").asText())
                : "";
        err.println("fivenines: " + notice.path("detail").asText() + missing);
    }

    private void complain(String what) {
        if (!complained) {
            err.println("fivenines: " + what + "; trying again");
            complained = true;
        }
    }

    private static void endIfSilent(EventFeed feed) {
        if (feed.silent()) {
            try {
                feed.close();
            } catch (IOException e) {
                // It ends either way, and the reader is told.
            }
        }
    }
}
