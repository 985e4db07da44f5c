package io.fivenines.coordinator.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WebServerTest {
    /** More than one address may have open at a time. */
    private static final int CONNECTIONS = 300;

    /** As a load balancer's health check does, one connection after the other. */
    @Test
    void shouldAnswerOneAddressForEver() throws IOException {
        WebConfig config = new WebConfig("127.0.0.1", 0, List.of());
        Route route = Route.get("/healthz", null, ctx -> ctx.result("alive"));
        try (WebServer server = new WebServer(config, List.of(route), 1, Clock.systemUTC())) {
            for (int i = 0; i < CONNECTIONS; i++) {
                assertThat(ask(server.port())).as("connection %d", i).startsWith("HTTP/1.1 200");
            }
        }
    }

    @Test
    void shouldSayWhereItStandsWhatItAnswers() throws IOException {
        WebConfig local = new WebConfig("127.0.0.1", 0, List.of());
        assertThat(lost(local, "/v1/nodes")).contains("\"expected\":\"a request as in docs/coordinator.md, The API\"");
        assertThat(lost(local, "/openapi.json")).contains("\"expected\":\"a request as in /openapi.json\"");
        assertThat(lost(WebConfig.open("127.0.0.1", 0), "/index.html"))
                .contains("\"expected\":\"a page as in docs/status-page.md\"");
    }

    /** What a server of that one route answers to another. */
    private static String lost(WebConfig config, String path) throws IOException {
        Route route = Route.get(path, null, ctx -> ctx.result("there"));
        try (WebServer server = new WebServer(config, List.of(route), 1, Clock.systemUTC())) {
            return ask(server.port());
        }
    }

    private static String ask(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
