package io.fivenines.benchmarks.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fivenines.benchmarks.load.Audit;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Consumer;

/** A gateway as its operator sees it, over HTTP. */
public final class GatewayApi {
    private static final int PAGE = 10_000;
    private static final String OF_COMMAND = "command.id";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final String base;
    private final String token;
    private final Duration timeout;

    public GatewayApi(String host, int port) {
        this(host, port, "");
    }

    /** With a token, which any host but the own demands. */
    public GatewayApi(String host, int port, String token) {
        this(host, port, token, TIMEOUT);
    }

    /** For who waits only so long for an answer. */
    public GatewayApi(String host, int port, String token, Duration timeout) {
        base = "http://" + host + ":" + port;
        this.token = token;
        this.timeout = timeout;
    }

    /** An answer's status, 0 where there was none, and its text. */
    public record Answer(int status, String text) {}

    public Answer get(String path) throws InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(base + path)).GET());
    }

    public Answer post(String path, String json) throws InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(base + path)).POST(BodyPublishers.ofString(json)));
    }

    public Answer delete(String path) throws InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(base + path)).DELETE());
    }

    private Answer send(HttpRequest.Builder request) throws InterruptedException {
        request.timeout(timeout);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            return new Answer(0, e.toString());
        }
    }

    public Answer readiness() throws InterruptedException {
        return get("/readyz");
    }

    public boolean isReady() throws InterruptedException {
        return readiness().status() == 200;
    }

    /** Whether it records a command for a tracker nobody has seen, and forgets it again. */
    public boolean takesCommands(String ident) {
        String path = "/v1/devices/" + ident + "/commands";
        try {
            Answer answer = post(path, "{\"type\":\"reboot\",\"ttl\":60}");
            return answer.status() == 202
                    && delete(path + "/"
                                            + JSON.readTree(answer.text())
                                                    .required("id")
                                                    .asText())
                                    .status()
                            == 200;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    /** Reads every message there is, from the first on, to all of these, but for what tells of a command. */
    public void readBack(Audit... audits) throws IOException, InterruptedException {
        readBack(message -> {
            if (message.has(OF_COMMAND)) {
                return;
            }
            for (Audit audit : audits) {
                hand(message, audit);
            }
        });
    }

    /** Reads every message there is, from the first on. */
    public void readBack(Consumer<JsonNode> reader) throws IOException, InterruptedException {
        String cursor = "";
        while (true) {
            Answer answer = get("/v1/messages?limit=" + PAGE + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            if (answer.status() != 200) {
                throw new IOException("/v1/messages answered " + answer.status() + ", expected 200: " + answer.text());
            }
            JsonNode page = JSON.readTree(answer.text());
            JsonNode messages = page.required("messages");
            messages.forEach(reader);
            String next = page.required("cursor").asText();
            if (messages.isEmpty()) {
                return;
            }
            if (next.equals(cursor)) {
                throw new IOException(
                        "/v1/messages gave messages and the same cursor " + cursor + ", expected another");
            }
            cursor = next;
        }
    }

    private static void hand(JsonNode message, Audit audit) {
        audit.onRecord(
                message.path("ident").asText(),
                Math.round(message.path("timestamp").asDouble() * 1_000),
                message.path("position.latitude").asDouble());
    }

    /** The sum over all lines of that name in the metrics; 0 if there is none. */
    public double metric(String name) throws InterruptedException {
        return get("/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
