package io.fivenines.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fivenines.coordinator.config.Settings;
import io.fivenines.gateway.decode.protocol.Protocols;
import io.fivenines.gateway.journal.local.DiskStorage;
import io.fivenines.testing.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Trackers that come through a real HAProxy keep their own addresses. */
@Timeout(120)
class BehindHaproxyTest {
    private static final String FRONT = "127.83.19.5";
    private static final String TRACKER = "127.83.19.77";
    private static final String REPORT =
            "*HQ,4106000077,V1,101500,A,5230.0000,N,01324.0000,E,010.00,090,150126,FFFFFBFF#";

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private Node node;
    private Process haproxy;
    private int front;

    @BeforeEach
    void start() throws Exception {
        Path program = Stream.of("/usr/sbin/haproxy", "/usr/local/sbin/haproxy", "/usr/bin/haproxy")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        assumeTrue(program != null, "haproxy is not installed, which this test needs");
        Path settings = Files.writeString(folder.resolve("gateway.yaml"), """
                listeners:
                  - protocol: h02
                    host: 127.0.0.1
                    port: 0
                    trustedProxies: [127.0.0.0/8]
                journal:
                  folder: %s/journal
                api:
                  port: 0
                """.formatted(folder));
        node = new Node(
                GatewayConfig.from(Settings.file(settings, Map.of()), "test", Protocols.OFFERED), DiskStorage::new);
        haproxy = new ProcessBuilder(program.toString(), "-db", "-f", proxy().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("haproxy.log").toFile())
                .start();
    }

    private Path proxy() throws IOException {
        front = FreePort.take();
        return Files.writeString(folder.resolve("haproxy.cfg"), """
                defaults
                  mode tcp
                  timeout connect 5s
                  timeout client 60s
                  timeout server 60s
                frontend trackers
                  bind %s:%d
                  default_backend gateways
                backend gateways
                  server a 127.0.0.1:%d check inter 200ms send-proxy-v2
                """.formatted(
                        FRONT, front, node.listeners().get(0).address().getPort()));
    }

    @AfterEach
    void stop() throws Exception {
        if (haproxy != null) {
            haproxy.destroyForcibly().waitFor();
        }
        if (node != null) {
            node.close();
        }
    }

    private Socket connected() {
        return await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(
                        () -> new Socket(InetAddress.getByName(FRONT), front, InetAddress.getByName(TRACKER), 0),
                        Socket::isConnected);
    }

    @Test
    void shouldKeepTheAddressOfATrackerThatComesThroughIt() throws Exception {
        try (Socket tracker = connected()) {
            tracker.getOutputStream().write(REPORT.getBytes(US_ASCII));
            HttpRequest messages = HttpRequest.newBuilder(URI.create(node.apiUrl() + "/v1/messages"))
                    .build();
            String said = await().atMost(Duration.ofSeconds(30))
                    .until(
                            () -> http.send(messages, HttpResponse.BodyHandlers.ofString())
                                    .body(),
                            body -> body.contains("4106000077"));
            assertThat(said).contains("\"peer\":\"" + TRACKER + ":" + tracker.getLocalPort() + "\"");
            assertThat(said).contains("\"position.latitude\":52.5");
        }
    }
}
