package io.fivenines.gateway.stream.http;

import io.fivenines.gateway.stream.Message;
import io.fivenines.gateway.stream.Sink;
import io.fivenines.gateway.stream.SinkConfig;
import io.fivenines.gateway.stream.SinkException;
import io.fivenines.gateway.stream.Trust;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPOutputStream;

/**
 * A batch is one POST, and 2xx the only confirmation. The JDK's own client: a stream has one request at a time on a
 * thread of its own, for which an event loop would only be in the way.
 */
final class HttpSink implements Sink {
    /** These are about us or about the moment, and say nothing about what is in a batch. */
    private static final Set<Integer> NOT_ABOUT_THE_BATCH = Set.of(401, 403, 404, 405, 407, 408, 421, 425, 426, 429);

    private static final long RETRY_AFTER_MS_MAX = Duration.ofHours(1).toMillis();

    private final HttpSinkConfig config;
    private final String stream;
    private final Duration timeout;
    private final InstantSource clock;
    private final Signature signature;
    private final HttpClient client;

    HttpSink(HttpSinkConfig config, SinkConfig.Surroundings surroundings) {
        this.config = config;
        stream = surroundings.stream();
        timeout = surroundings.timeout();
        clock = surroundings.clock();
        signature = config.secrets().hmac().isEmpty()
                ? null
                : new Signature(config.secrets().hmac());
        client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(Trust.context(config.authorities()))
                .build();
    }

    @Override
    public void deliver(List<Message> messages) throws SinkException, InterruptedException {
        HttpResponse<Void> response = answer(request(messages));
        int status = response.statusCode();
        if (status / 100 == 2) {
            return;
        }
        String answer = config.target() + " answered " + status;
        boolean poison = status / 100 == 4 && !NOT_ABOUT_THE_BATCH.contains(status);
        throw (poison ? SinkException.poison(answer, null) : SinkException.down(answer, null))
                .notBefore(notBeforeMs(response));
    }

    private HttpResponse<Void> answer(HttpRequest request) throws SinkException, InterruptedException {
        // What it says beside its status is read and thrown away, so that the connection can be used again.
        CompletableFuture<HttpResponse<Void>> answer =
                client.sendAsync(request, status -> BodySubscribers.discarding());
        try {
            // The request's own timeout ends with the headers: a body that never ends would hold us for ever.
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw SinkException.down(
                    config.target() + ": " + (cause.getMessage() == null ? cause : cause.getMessage()), cause);
        } catch (TimeoutException e) {
            throw SinkException.down(config.target() + " did not answer in time", e);
        } finally {
            answer.cancel(true);
        }
    }

    private HttpRequest request(List<Message> messages) {
        byte[] body = body(messages);
        HttpRequest.Builder request = HttpRequest.newBuilder(config.url())
                .timeout(timeout)
                .header("Content-Type", config.format().type())
                .header("User-Agent", "fivenines")
                .header("Fivenines-Stream", stream)
                .POST(BodyPublishers.ofByteArray(body));
        if (config.compression() == HttpSinkConfig.Compression.GZIP) {
            request.header("Content-Encoding", "gzip");
        }
        if (!config.secrets().bearer().isEmpty()) {
            request.header("Authorization", "Bearer " + config.secrets().bearer());
        }
        if (signature != null) {
            long seconds = clock.millis() / 1000;
            request.header(Signature.TIME_HEADER, Long.toString(seconds));
            request.header(Signature.HEADER, signature.of(seconds, body));
        }
        return request.build();
    }

    private byte[] body(List<Message> messages) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (OutputStream out = compressed(body)) {
            if (config.format() == HttpSinkConfig.Format.ARRAY) {
                array(messages, out);
            } else {
                for (Message message : messages) {
                    out.write(message.json());
                    out.write('\n');
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail to be written", e);
        }
        return body.toByteArray();
    }

    private static void array(List<Message> messages, OutputStream out) throws IOException {
        out.write('[');
        for (int i = 0; i < messages.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            out.write(messages.get(i).json());
        }
        out.write(']');
    }

    private OutputStream compressed(OutputStream out) throws IOException {
        return config.compression() == HttpSinkConfig.Compression.GZIP ? new GZIPOutputStream(out) : out;
    }

    /** When the server wants to hear of us again: in so many seconds, or at that time; 0 if it does not say. */
    private long notBeforeMs(HttpResponse<?> response) {
        long nowMs = clock.millis();
        String after = response.headers().firstValue("Retry-After").orElse("").trim();
        long waitMs = 0;
        if (after.matches("\\d{1,9}")) {
            waitMs = 1000 * Long.parseLong(after);
        } else if (!after.isEmpty()) {
            try {
                Instant at = ZonedDateTime.parse(after, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
                waitMs = at.toEpochMilli() - nowMs;
            } catch (DateTimeParseException e) {
                // It said nothing we understand.
            }
        }
        return waitMs <= 0 ? 0 : nowMs + Math.min(waitMs, RETRY_AFTER_MS_MAX);
    }

    /** The client ends with the last reference to it: there is nothing to close before JDK 21. */
    @Override
    public void close() {}
}
