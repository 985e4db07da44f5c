package io.fivenines.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class StatusCommandTest {
    private static final String READY = """
            {"node":"n1","datacenter":"dc1","version":"0.1.0","uptime":183845.5,"ready":true,
             "conditions":{"journal":"ok","listeners":"ok"},"connections":12,
             "protocols":[{"name":"gt06","listeners":["0.0.0.0:5023"]},{"name":"h02","listeners":["0.0.0.0:5013"]}],
             "journal":{"writable":true,"reason":"","first":100,"next":1100,"bytes":1572864,"segments":2,
                        "claimsInFlight":1,"damagedExtents":0,"recovery":{"lost":false}}}
            """;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private HttpServer server;
    private String answer = READY;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/status", exchange -> {
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    private int status() {
        StatusCommand command = new StatusCommand(new PrintStream(out, true, StandardCharsets.UTF_8));
        return new CommandLine(command)
                .execute("--api", "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Test
    void shouldShowAReadyGatewayInAFewLines() {
        assertThat(status()).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
                        n1 in dc1, version 0.1.0, up 2d 03:04:05
                        ready:       yes
                        connections: 12
                        listening:   gt06 0.0.0.0:5023, h02 0.0.0.0:5013
                        messages:    1000, at positions 100 to 1100
                        journal:     1.5 MiB in 2 segments, 1 claims in flight
                        """);
    }

    @Test
    void shouldSayWhatIsWrong() {
        answer = READY.replace("\"ready\":true", "\"ready\":false")
                .replace("\"journal\":\"ok\"", "\"journal\":\"disk full\"")
                .replace("\"writable\":true,\"reason\":\"\"", "\"writable\":false,\"reason\":\"disk full\"")
                .replace("\"damagedExtents\":0", "\"damagedExtents\":3")
                .replace("\"lost\":false", "\"lost\":true");
        assertThat(status()).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("ready:       NO\n  journal:   disk full\n")
                .contains("  stopped:   disk full\n")
                .contains("  damaged:   3 places")
                .contains("  LOST:      the last start found acknowledged messages missing");
    }
}
