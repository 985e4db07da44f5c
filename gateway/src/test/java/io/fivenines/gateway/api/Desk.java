package io.fivenines.gateway.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fivenines.coordinator.web.Token;
import io.fivenines.coordinator.web.WebConfig;
import io.fivenines.gateway.command.CommandConfig;
import io.fivenines.gateway.command.CommandRoom;
import io.fivenines.gateway.command.MemoryQueue;
import io.fivenines.gateway.connection.LineTracker;
import io.fivenines.gateway.connection.Registry;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.vitals.Health;
import io.fivenines.gateway.vitals.Vitals;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** An API over real HTTP, the gateway behind it in memory, and a client in front. */
final class Desk implements AutoCloseable {
    static final long NOW_MS = Instant.parse("2026-11-22T12:00:00Z").toEpochMilli();
    static final long LAG_MAX = 1000;
    static final int STREAMS_MAX = 4;

    final MemoryJournal journal = new MemoryJournal(100);
    final Registry registry = new Registry();
    final Health health = new Health();
    final List<Outlet> outlets = new ArrayList<>();
    final Vitals vitals = new Vitals(Verdict.values());
    final MemoryBlocks blocks = new MemoryBlocks();
    final MemoryQueue queue = new MemoryQueue();
    final CommandRoom commands;
    final Api api;

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper mapper = new ObjectMapper();
    private final List<LineTracker> trackers = new ArrayList<>();

    Desk(Token... tokens) throws IOException {
        AtomicInteger ids = new AtomicInteger();
        commands = new CommandRoom(
                new CommandConfig(Path.of("unused"), Duration.ofSeconds(30), 3, 6, 4, 10, 10),
                queue,
                journal,
                registry,
                vitals,
                () -> Instant.ofEpochMilli(NOW_MS),
                nowMs -> "c" + ids.incrementAndGet());
        commands.start(Thread::new);
        api = new Api(
                new ApiConfig(new WebConfig("127.0.0.1", 0, List.of(tokens)), STREAMS_MAX), sources(vitals), LAG_MAX);
    }

    Sources sources(Vitals shown) {
        return new Sources(
                new About("node-1", "dc1", "0.1.0", NOW_MS - 60_000),
                journal,
                registry,
                commands,
                blocks,
                () -> List.of(new Spoken("line", 5999, List.of("127.0.0.1:5999"))),
                () -> outlets,
                health,
                shown,
                () -> Instant.ofEpochMilli(NOW_MS));
    }

    LineTracker connect(String ident) {
        LineTracker tracker = new LineTracker(ident, journal, registry, vitals, () -> Instant.ofEpochMilli(NOW_MS));
        trackers.add(tracker);
        return tracker;
    }

    HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** The body of a request that succeeds. */
    JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = get(path);
        if (response.statusCode() != 200) {
            throw new AssertionError(path + " answered " + response.statusCode() + ": " + response.body());
        }
        return mapper.readTree(response.body());
    }

    JsonNode parse(String json) throws IOException {
        return mapper.readTree(json);
    }

    Events events(String path, String... headers) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = client.send(request(path, headers).build(), BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new AssertionError(path + " answered " + response.statusCode());
        }
        return new Events(response.body());
    }

    @Override
    public void close() {
        trackers.forEach(LineTracker::close);
        api.close();
        try {
            commands.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
