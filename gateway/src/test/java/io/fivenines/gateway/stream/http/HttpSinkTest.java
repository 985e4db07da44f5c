package io.fivenines.gateway.stream.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fivenines.gateway.stream.Messages;
import io.fivenines.gateway.stream.Sink;
import io.fivenines.gateway.stream.SinkConfig.Surroundings;
import io.fivenines.gateway.stream.SinkException;
import io.fivenines.gateway.stream.http.HttpSinkConfig.Compression;
import io.fivenines.gateway.stream.http.HttpSinkConfig.Format;
import io.fivenines.gateway.stream.http.HttpSinkConfig.Secrets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpSinkTest {
    private static final long NOW_MS = Instant.parse("2026-11-28T12:00:00Z").toEpochMilli();
    private static final Secrets NONE = new Secrets("", "");

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private Answer answer = exchange -> exchange.sendResponseHeaders(204, -1);

    private record Request(com.sun.net.httpserver.Headers headers, List<Byte> body) {
        private byte[] bytes() {
            byte[] bytes = new byte[body.size()];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = body.get(i);
            }
            return bytes;
        }

        private String text() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }
    }

    private interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/in", exchange -> {
            List<Byte> body = new CopyOnWriteArrayList<>();
            for (byte octet : exchange.getRequestBody().readAllBytes()) {
                body.add(octet);
            }
            requests.add(new Request(exchange.getRequestHeaders(), body));
            answer.give(exchange);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
        threads.shutdownNow();
    }

    private Sink sink(Format format, Compression compression, Secrets secrets) {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/in";
        return new HttpSinkConfig(HttpSinkConfig.url(url), format, compression, secrets, null)
                .open(new Surroundings(
                        "s",
                        Duration.ofSeconds(5),
                        () -> Instant.ofEpochMilli(NOW_MS),
                        OutputStream.nullOutputStream()));
    }

    private SinkException failure(Answer given) {
        answer = given;
        try (Sink sink = sink(Format.ARRAY, Compression.NONE, NONE)) {
            return catchThrowableOfType(SinkException.class, () -> sink.deliver(Messages.of("1", 0, 1)));
        }
    }

    private SinkException status(int status) {
        return failure(exchange -> exchange.sendResponseHeaders(status, -1));
    }

    @Test
    void shouldPostABatchAsAnArray() throws Exception {
        try (Sink sink = sink(Format.ARRAY, Compression.NONE, NONE)) {
            sink.deliver(Messages.of("1", 0, 2));
        }
        Request request = requests.get(0);
        assertThat(request.text()).isEqualTo("[{\"ident\":\"1\",\"n\":0},{\"ident\":\"1\",\"n\":1}]");
        assertThat(request.headers().getFirst("Content-Type")).isEqualTo("application/json");
        assertThat(request.headers().getFirst("Fivenines-Stream")).isEqualTo("s");
        assertThat(request.headers()).doesNotContainKeys("Authorization", "Fivenines-Signature");
    }

    @Test
    void shouldPostLinesCompressedWithABearer() throws Exception {
        try (Sink sink = sink(Format.LINES, Compression.GZIP, new Secrets("secret-token", ""))) {
            sink.deliver(Messages.of("1", 0, 2));
        }
        Request request = requests.get(0);
        assertThat(request.headers().getFirst("Content-Encoding")).isEqualTo("gzip");
        assertThat(request.headers().getFirst("Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(request.headers().getFirst("Authorization")).isEqualTo("Bearer secret-token");
        byte[] plain = new GZIPInputStream(new ByteArrayInputStream(request.bytes())).readAllBytes();
        assertThat(new String(plain, StandardCharsets.UTF_8))
                .isEqualTo("{\"ident\":\"1\",\"n\":0}\n{\"ident\":\"1\",\"n\":1}\n");
    }

    /** As docs/streams.md tells a receiver to. */
    @Test
    void shouldSignWhatItSendsSoThatAReceiverCanTell() throws Exception {
        try (Sink sink = sink(Format.ARRAY, Compression.GZIP, new Secrets("", "sixteen-or-more-characters"))) {
            sink.deliver(Messages.of("1", 0, 2));
        }
        Request request = requests.get(0);
        String time = request.headers().getFirst("Fivenines-Timestamp");
        assertThat(time).isEqualTo(Long.toString(NOW_MS / 1000));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("sixteen-or-more-characters".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
        StringBuilder expected = new StringBuilder("v1=");
        for (byte octet : mac.doFinal(request.bytes())) {
            expected.append(String.format("%02x", octet));
        }
        assertThat(request.headers().getFirst("Fivenines-Signature")).isEqualTo(expected.toString());
    }

    @Test
    void shouldTellABatchThatIsRefusedFromAServerThatIsNotReady() {
        assertThat(List.of(400, 409, 413, 415, 422))
                .allMatch(code -> status(code).isPoison());
        assertThat(List.of(401, 403, 404, 408, 429, 500, 502, 503, 302))
                .noneMatch(code -> status(code).isPoison());
        assertThat(status(500)).hasMessageMatching("http://127.0.0.1:\\d+/in answered 500");
    }

    @Test
    void shouldPassOnHowLongTheServerWantsToBeLeftAlone() {
        assertThat(failure(exchange -> later(exchange, "120")).notBeforeMs()).isEqualTo(NOW_MS + 120_000);
        assertThat(failure(exchange -> later(exchange, "Sat, 28 Nov 2026 12:00:30 GMT"))
                        .notBeforeMs())
                .isEqualTo(NOW_MS + 30_000);
        assertThat(failure(exchange -> later(exchange, "999999999")).notBeforeMs())
                .as("an hour at most")
                .isEqualTo(NOW_MS + 3_600_000);
        assertThat(failure(exchange -> later(exchange, "soon")).notBeforeMs()).isZero();
    }

    private static void later(HttpExchange exchange, String after) throws IOException {
        exchange.getResponseHeaders().set("Retry-After", after);
        exchange.sendResponseHeaders(503, -1);
    }

    @Test
    void shouldGiveUpOnAnAnswerThatNeverEnds() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        answer = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('.');
            exchange.getResponseBody().flush();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/in";
        Surroundings hasty = new Surroundings(
                "s", Duration.ofMillis(200), () -> Instant.ofEpochMilli(NOW_MS), OutputStream.nullOutputStream());
        try (Sink sink =
                new HttpSinkConfig(HttpSinkConfig.url(url), Format.ARRAY, Compression.NONE, NONE, null).open(hasty)) {
            SinkException failure =
                    catchThrowableOfType(SinkException.class, () -> sink.deliver(Messages.of("1", 0, 1)));
            assertThat(failure).hasMessageContaining("did not answer in time");
        } finally {
            over.countDown();
        }
    }

    @Test
    void shouldFailWhereNobodyListens() {
        server.stop(0);
        SinkException failure = status(200);
        assertThat(failure.isPoison()).isFalse();
        assertThat(failure).hasMessageContaining("http://127.0.0.1:");
    }
}
