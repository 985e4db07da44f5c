package io.fivenines.coordinator.uptime.probe;

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

/** HTTP as a customer's program speaks it; each round has its own, so that none profits from old connections. */
final class Api {
    private static final ObjectMapper MAPPER = new ObjectMapper();

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
        return checked(send(url, token, BodyHandlers.ofString()), url);
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
        if (response.statusCode() != 200) {
            response.body().close();
            throw new IOException(url + " answers " + response.statusCode() + ", expected 200");
        }
        return response.body();
    }

    static JsonNode read(String json) throws IOException {
        return MAPPER.readTree(json);
    }

    /** Has something done; ends with the answer, whatever its status. */
    CompletableFuture<HttpResponse<String>> post(String url, String token, String body) {
        HttpRequest request = request(url, token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.sendAsync(request, BodyHandlers.ofString());
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return MAPPER.readTree(checked(response, response.uri().getPath()).body());
    }

    private static HttpResponse<String> checked(HttpResponse<String> response, String what) throws IOException {
        if (response.statusCode() != 200) {
            String body = response.body();
            throw new IOException(what + " answers " + response.statusCode() + ", expected 200: "
                    + body.substring(0, Math.min(120, body.length())).strip());
        }
        return response;
    }
}
