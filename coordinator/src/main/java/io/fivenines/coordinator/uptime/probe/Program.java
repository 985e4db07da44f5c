package io.fivenines.coordinator.uptime.probe;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program at one of a target's addresses: gives a command for a tracker that nobody has, and takes it back. After
 * something went wrong, what is left of it is taken back first, lest it fill the tracker's queue.
 */
final class Program implements Client {
    private static final String COMMAND = "{\"type\":\"text\",\"text\":\"fivenines-probe\",\"ttl\":\"60s\"}";
    private static final int TAKEN = 202;
    private static final int UNKNOWN = 404;
    private static final int AGAIN_MS = 100;

    private final FieldFleet fleet;
    private final int number;
    private final Target.Api where;
    private final String ident;
    private final Api api;
    private final int limitMs;
    private final Surroundings around;
    private volatile boolean well;
    private volatile boolean closed;

    /** @param limitMs what takes longer is given up */
    Program(
            FieldFleet fleet,
            int number,
            Target target,
            String ident,
            int limitMs,
            Surroundings around,
            Executor pool) {
        this.fleet = fleet;
        this.number = number;
        this.ident = ident;
        this.limitMs = limitMs;
        this.around = around;
        where = target.api();
        api = new Api(pool, Duration.ofMillis(limitMs));
    }

    @Override
    public void exchange() throws IOException {
        String address = fleet.berth(number);
        boolean before = well;
        well = false;
        try {
            if (closed) {
                throw new IOException("the prober stops");
            }
            if (where.isPerAddress() && !before && !fleet.isKnown()) {
                throw new IOException("no name server answers, and what they said is too old");
            }
            String url = where.at(address) + "/v1/devices/" + ident + "/commands";
            long endMs = around.nowMs() + limitMs;
            if (!before) {
                takeBackAll(url, endMs);
            }
            takeBack(url, id(await(api.post(url, where.token(), COMMAND), endMs)), endMs);
            well = true;
        } catch (IOException | RuntimeException e) {
            String words = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new IOException("commands" + (address.isEmpty() ? "" : " at " + address) + ": " + words, e);
        }
    }

    private static String id(HttpResponse<String> given) throws IOException {
        return Api.json(given, TAKEN).path("id").asText();
    }

    private void takeBackAll(String url, long endMs) throws IOException {
        for (JsonNode command :
                Api.json(await(api.find(url, where.token()), endMs)).path("commands")) {
            if (command.path("state").asText().equals("queued")) {
                // Another one may have ended it by now; what is wrong otherwise shows in the next step.
                await(api.delete(url + "/" + command.path("id").asText(), where.token()), endMs);
            }
        }
    }

    private void takeBack(String url, String id, long endMs) throws IOException {
        HttpResponse<String> answer = await(api.delete(url + "/" + id, where.token()), endMs);
        // Where requests go to one gateway or another, this one may not have heard of it yet.
        while (answer.statusCode() == UNKNOWN && around.nowMs() < endMs) {
            pause();
            answer = await(api.delete(url + "/" + id, where.token()), endMs);
        }
        Api.json(answer);
    }

    private void pause() throws IOException {
        try {
            around.pause().ms(AGAIN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the prober stops", e);
        }
    }

    private HttpResponse<String> await(CompletableFuture<HttpResponse<String>> answer, long endMs) throws IOException {
        try {
            return answer.get(Math.max(1, endMs - around.nowMs()), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            String words = e.getCause().getMessage();
            throw new IOException(words == null ? "no connection" : words, e);
        } catch (TimeoutException e) {
            throw new IOException("no answer in " + limitMs + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the prober stops", e);
        } finally {
            answer.cancel(true);
        }
    }

    /** Whether all was well last. */
    @Override
    public boolean isConnected() {
        return well;
    }

    /** Nobody tells it of anything. */
    @Override
    public boolean lasts(int ms) {
        return true;
    }

    /** Whoever waits in it is to be interrupted. */
    @Override
    public void close() {
        closed = true;
    }
}
