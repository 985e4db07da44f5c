package io.fivenines.coordinator.uptime.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP as a customer's program speaks it; each round and each program has its own, so that no round profits from old
 * connections.
 */
final class Api {
    private static final Logger LOG = LoggerFactory.getLogger(Api.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int OK = 200;
    private static final int WORDS_MAX = 120;

    private final HttpClient client;
    private final Duration limit;

    /** @param limit for each request */
    Api(Executor executor, Duration limit) {
        client = HttpClient.newBuilder()
                .executor(executor)
                .connectTimeout(limit)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        this.limit = limit;
    }

    private HttpRequest.Builder request(String url, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(limit);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    /** What is there; fails unless it is answered with 200. */
    HttpResponse<String> get(String url, String token) throws IOException, InterruptedException {
        return checked(send(url, token, BodyHandlers.ofString()), url, OK);
    }

    private <T> HttpResponse<T> send(String url, String token, HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        try {
            return client.send(request(url, token).build(), handler);
        } catch (IOException e) {
            throw new IOException(url + ": " + (e.getMessage() == null ? "no connection" : e.getMessage()), e);
        }
    }

    JsonNode json(String url, String token) throws IOException, InterruptedException {
        return MAPPER.readTree(get(url, token).body());
    }

    /** What comes there for as long as it is read; fails unless it is answered with 200. */
    InputStream open(String url, String token) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = send(url, token, BodyHandlers.ofInputStream());
        if (response.statusCode() != OK) {
            response.body().close();
            throw new IOException(url + " answers " + response.statusCode() + ", expected " + OK);
        }
        return response.body();
    }

    static JsonNode read(String json) throws IOException {
        return MAPPER.readTree(json);
    }

    /** Has something done; ends with the answer, whatever its status, as do the two below. */
    CompletableFuture<HttpResponse<String>> post(String url, String token, String body) {
        return later(
                request(url, token).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    CompletableFuture<HttpResponse<String>> find(String url, String token) {
        return later(request(url, token));
    }

    CompletableFuture<HttpResponse<String>> delete(String url, String token) {
        return later(request(url, token).DELETE());
    }

    private CompletableFuture<HttpResponse<String>> later(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), BodyHandlers.ofString());
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return json(response, OK);
    }

    static JsonNode json(HttpResponse<String> response, int expected) throws IOException {
        return MAPPER.readTree(
                checked(response, response.uri().getPath(), expected).body());
    }

    private static HttpResponse<String> checked(HttpResponse<String> response, String what, int expected)
            throws IOException {
        if (response.statusCode() != expected) {
            throw new IOException(what + " answers " + response.statusCode() + ", expected " + expected + ": "
                    + words(response.body()));
        }
        return response;
    }

    /** What the gateways say is wrong, or as much as is worth showing of what somebody else does. */
    private static String words(String body) {
        String detail = "";
        try {
            detail = MAPPER.readTree(body).path("detail").asText();
        } catch (JsonProcessingException e) {
            LOG.debug("Not one of the gateways' own answers", e);
        }
        String words = detail.isEmpty() ? body : detail;
        return words.substring(0, Math.min(WORDS_MAX, words.length())).strip();
    }
}
