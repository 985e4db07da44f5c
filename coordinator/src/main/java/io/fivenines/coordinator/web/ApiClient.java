package io.fivenines.coordinator.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import picocli.CommandLine.Option;

/** An API of Fivenines as the commands ask it. */
public final class ApiClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** A command may be waited for. */
    private static final Duration POST_TIMEOUT = Duration.ofSeconds(90);

    private HttpClient client;
    private final ObjectMapper mapper = new ObjectMapper();

    @Option(names = "--api", paramLabel = "URL", description = "Where the API is (default: ${DEFAULT-VALUE}).")
    private URI api;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "A file with a token the API knows (default: the variable FIVENINES_TOKEN). There is no option"
                            + " for the token itself, because every user of a machine sees every command line.")
    private Path tokenFile;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            defaultValue = "${env:FIVENINES_CA}",
            description = "PEM file with whom to believe where the API speaks TLS (default: the variable FIVENINES_CA,"
                    + " else whom Java believes).")
    private Path authorities;

    /** An API that is at this address, if nobody says otherwise. */
    public ApiClient(String usual) {
        api = URI.create(usual);
    }

    public URI address() {
        return api;
    }

    public JsonNode json(String path) throws IOException, InterruptedException {
        try (InputStream body = open(path)) {
            return mapper.readTree(body);
        }
    }

    public JsonNode parse(String json) throws IOException {
        return mapper.readTree(json);
    }

    /**
     * Asks for something; the body is to be closed.
     *
     * @param headers names and values in turn
     * @throws Refusal if the API says no
     */
    public InputStream open(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return open(request);
    }

    /**
     * Has something done.
     *
     * @param body JSON
     * @throws Refusal if the API says no
     */
    public JsonNode post(String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).timeout(POST_TIMEOUT).POST(BodyPublishers.ofString(body));
        try (InputStream answer = open(request.header("Content-Type", "application/json"))) {
            return mapper.readTree(answer);
        }
    }

    /**
     * Has something taken away.
     *
     * @throws Refusal if the API says no
     */
    public void delete(String path) throws IOException, InterruptedException {
        open(request(path).DELETE()).close();
    }

    private InputStream open(HttpRequest.Builder request) throws IOException, InterruptedException {
        String token = token();
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<InputStream> response = send(request.build());
        if (response.statusCode() / 100 == 2) {
            return response.body();
        }
        try (InputStream body = response.body()) {
            throw new Refusal(response.statusCode(), why(body.readNBytes(4096)));
        }
    }

    private String token() throws IOException {
        if (tokenFile != null) {
            try {
                return Files.readString(tokenFile).strip();
            } catch (IOException e) {
                throw unreadable(tokenFile, e);
            }
        }
        return Objects.requireNonNullElse(System.getenv("FIVENINES_TOKEN"), "");
    }

    /** With words of what is wrong with the file: Java's own for a missing or forbidden one are its path alone. */
    static IOException unreadable(Path file, IOException cause) {
        String words = cause instanceof NoSuchFileException
                ? "there is no token file " + file
                : cause instanceof AccessDeniedException
                        ? "token file " + file + " may not be read by this user, expected the right to (root, or the"
                                + " group fivenines)"
                        : "token file " + file + ": " + cause.getMessage();
        return new IOException(words, cause);
    }

    private HttpRequest.Builder request(String path) {
        try {
            return HttpRequest.newBuilder(api.resolve(path)).timeout(TIMEOUT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--api '" + api + "', expected a URL like http://127.0.0.1:8080", e);
        }
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException, InterruptedException {
        try {
            return client().send(request, BodyHandlers.ofInputStream());
        } catch (ConnectException e) {
            throw new IOException("nothing answers at " + api, e);
        } catch (HttpTimeoutException e) {
            throw new IOException("no answer from " + api + " in time", e);
        }
    }

    private HttpClient client() throws IOException {
        if (client == null) {
            HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(TIMEOUT);
            if (authorities != null && !authorities.toString().isEmpty()) {
                builder.sslContext(Pem.client(authorities));
            }
            client = builder.build();
        }
        return client;
    }

    private String why(byte[] body) throws IOException {
        try {
            JsonNode error = mapper.readTree(body);
            return error.path("detail").asText() + "; expected "
                    + error.path("expected").asText();
        } catch (JsonProcessingException e) {
            return "is this an API of Fivenines?";
        }
    }

    /** The API answered, but not what was asked for. */
    public static final class Refusal extends IOException {
        private static final long serialVersionUID = 1;

        private final int status;

        Refusal(int status, String why) {
            super("the API answers " + status + ": " + why);
            this.status = status;
        }

        /** Whether asking again later may help. */
        public boolean isPassing() {
            return status >= 500;
        }
    }
}
