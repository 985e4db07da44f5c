package io.fivenines.coordinator.uptime.probe;

import com.fasterxml.jackson.databind.JsonNode;
import io.fivenines.coordinator.cluster.Records;
import io.fivenines.coordinator.uptime.Evidence;
import io.fivenines.coordinator.uptime.hub.Delivered;
import io.fivenines.coordinator.uptime.keep.RoundLog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings every round and gap to one hub, in order. Where it had come to, the hub is asked: it alone knows what it has
 * on disk, and one that lost that gets again all the prober still keeps. On a thread of its own, so that a hub that
 * does not answer keeps nobody else waiting.
 */
final class Deliveries implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int BYTES_MAX = 48 * 1024;
    private static final long AGAIN_MAX_MS = 30_000;
    private static final long AGAIN_MIN_MS = 1_000;
    /** As much as a hub allows clocks to differ. */
    private static final long AHEAD_MAX_MS = 60_000;

    private static final int BAD_REQUEST = 400;

    private final HubAddress hub;
    private final String location;
    private final Source source;
    private final InstantSource clock;
    private final HttpClient client;
    private final ScheduledExecutorService thread;
    private final AtomicBoolean waiting = new AtomicBoolean();
    private RoundLog.Cursor cursor = RoundLog.Cursor.BEGINNING;
    private long acknowledged;
    /** Whether the hub has said how far it is, since it last failed. */
    private boolean asked;
    /** Whether the hub has refused something since everything was brought last. */
    private boolean refused;

    private long againMs = AGAIN_MIN_MS;
    private boolean failing;

    /** Where rounds and gaps are read from, in order. */
    interface Source {
        void read(RoundLog.Cursor from, RoundLog.Reader reader) throws IOException;
    }

    /**
     * What is brought at once.
     *
     * @param passedOver how many before the last of them are not, and never will be
     * @param next the place behind the last of them
     */
    private record Batch(List<Evidence> all, int passedOver, RoundLog.Cursor next) {}

    Deliveries(HubAddress hub, String location, Source source, InstantSource clock) {
        this.hub = hub;
        this.location = location;
        this.source = source;
        this.clock = clock;
        client = HttpClient.newBuilder()
                .connectTimeout(LIMIT)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        thread = new ScheduledThreadPoolExecutor(
                1,
                task -> {
                    Thread made = new Thread(task, "deliver");
                    made.setDaemon(true);
                    return made;
                },
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /** There is something to bring. */
    void soon() {
        if (waiting.compareAndSet(false, true)) {
            thread.execute(this::deliver);
        }
    }

    /** Brings all there is to read; returns when there is no more, whatever files there are behind. */
    void deliver() {
        waiting.set(false);
        try {
            if (!asked) {
                onAsked(bring(0, List.of()));
            }
            RoundLog.Cursor from;
            do {
                from = cursor;
                bringNext();
            } while (!cursor.equals(from));
            refused = false;
            againMs = AGAIN_MIN_MS;
        } catch (IOException | RuntimeException e) {
            failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void bringNext() throws IOException, InterruptedException {
        Batch batch = gather();
        if (!batch.all().isEmpty()) {
            onBrought(
                    bring(acknowledged, batch.all()),
                    batch.all().get(batch.all().size() - 1).sequence());
        }
        if (batch.passedOver() > 0) {
            LOG.atWarn()
                    .addKeyValue("hub", hub.url())
                    .addKeyValue("count", batch.passedOver())
                    .log("Passed over rounds and gaps of the future: this clock was wrong when they were made");
        }
        cursor = batch.next();
    }

    /** A hub that has less than it had is brought everything behind that. */
    private void onAsked(long answer) {
        if (answer < acknowledged) {
            cursor = RoundLog.Cursor.BEGINNING;
        }
        acknowledged = answer;
        asked = true;
        if (failing) {
            failing = false;
            LOG.atInfo().addKeyValue("hub", hub.url()).log("The hub takes rounds again");
        }
    }

    private void onBrought(long answer, long expected) throws IOException {
        if (answer < expected) {
            throw new IOException(hub.url() + " has rounds up to " + answer + ", expected " + expected);
        }
        acknowledged = answer;
    }

    /**
     * The next rounds that fit a request, without those the hub has. What it refused is passed over if this clock calls
     * it the future too, but not before there is something newer. This clock alone does not decide: one that is behind,
     * as after a start without a network, would pass over all there is.
     */
    private Batch gather() throws IOException {
        List<Evidence> batch = new ArrayList<>();
        RoundLog.Cursor[] next = {cursor};
        int[] bytes = {0};
        int[] ahead = {0};
        int[] passedOver = {0};
        long latestMs = clock.millis() + AHEAD_MAX_MS;
        source.read(cursor, (one, behind) -> {
            if (one.sequence() > acknowledged && one.location().equals(location)) {
                if (refused && one.endedMs() > latestMs) {
                    ahead[0]++;
                    return true;
                }
                bytes[0] += Records.bytes(one).length;
                if (!batch.isEmpty() && bytes[0] > BYTES_MAX) {
                    return false;
                }
                batch.add(one);
                passedOver[0] = ahead[0];
            }
            next[0] = behind;
            return batch.size() < Delivered.ROUNDS_MAX;
        });
        return new Batch(batch, passedOver[0], next[0]);
    }

    /** Up to which number the hub then has the rounds. */
    private long bring(long after, List<Evidence> batch) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(hub.url() + "/v1/uptime/rounds"))
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Records.bytes(new Delivered(location, after, batch))));
        if (!hub.token().isEmpty()) {
            request.header("Authorization", "Bearer " + hub.token());
        }
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        refused |= answer.statusCode() == BAD_REQUEST;
        if (answer.statusCode() != 200) {
            throw new IOException(hub.url() + " answers " + answer.statusCode() + ": "
                    + answer.body().strip());
        }
        return Records.read(answer.body().getBytes(StandardCharsets.UTF_8), JsonNode.class)
                .path("acknowledged")
                .asLong(-1);
    }

    /** The hub is asked anew where it is; what it has by then is not sent again. */
    private void failed(Exception e) {
        if (!failing) {
            failing = true;
            LOG.atWarn()
                    .addKeyValue("hub", hub.url())
                    .log("Rounds are kept until the hub takes them: {}", e.getMessage());
        }
        asked = false;
        if (waiting.compareAndSet(false, true)) {
            thread.schedule(this::deliver, againMs, TimeUnit.MILLISECONDS);
        }
        againMs = Math.min(AGAIN_MAX_MS, 2 * againMs);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
