package io.fivenines.coordinator.uptime.notify;

import io.fivenines.coordinator.web.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Posts messages to an address. */
public final class Webhook implements Channel {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final WebhookConfig config;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    public Webhook(WebhookConfig config) {
        this.config = config;
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public void send(Message message) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(config.url())
                .timeout(TIMEOUT)
                .header("Content-Type", Json.TYPE)
                .POST(BodyPublishers.ofString(Json.text(config.shape().body(message, config.chat()))))
                .build();
        HttpResponse<Void> answer;
        try {
            answer = client.send(request, BodyHandlers.discarding());
        } catch (IOException e) {
            // Some of them name the address.
            throw new IOException("no answer from " + config.url().getHost(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped before " + config.url().getHost() + " answered", e);
        }
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(config.url().getHost() + " answers " + answer.statusCode() + ", expected 200");
        }
    }
}
