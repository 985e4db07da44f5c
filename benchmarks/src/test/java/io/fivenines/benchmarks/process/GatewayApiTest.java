package io.fivenines.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.fivenines.benchmarks.load.Audit;
import io.fivenines.benchmarks.load.Fleet;
import io.fivenines.benchmarks.load.Ledger;
import io.fivenines.benchmarks.wire.Trail;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatewayApiTest {
    private final List<String> answers = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private final Ledger ledger = new Ledger(new Fleet("teltonika", 1, 0, 1));
    private final Audit audit = new Audit(ledger);
    private HttpServer server;
    private GatewayApi api;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            byte[] body = answers.remove(0).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(body.length == 0 ? 503 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        api = new GatewayApi("127.0.0.1", server.getAddress().getPort());
        ledger.onSent(0, 3);
        ledger.onAcknowledged(0, 3);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldReadPageAfterPageUntilOneIsEmpty() throws Exception {
        answers.add("{\"messages\":[" + message(0) + "," + message(1) + "],\"cursor\":\"2\"}");
        answers.add("{\"messages\":[" + message(2) + "],\"cursor\":\"3\"}");
        answers.add("{\"messages\":[],\"cursor\":\"3\"}");

        api.readBack(audit);

        assertThat(audit.balance()).isEqualTo(new Audit.Balance(3, 3, 0, 0, 0, 0, 0));
        assertThat(asked).hasSize(3);
        assertThat(asked.get(2)).endsWith("&cursor=3");
    }

    @Test
    void shouldNotTakeWhatTellsOfACommandForARecord() throws Exception {
        answers.add("{\"messages\":[{\"ident\":\"nobody\",\"timestamp\":1,\"command.id\":\"c1\"}," + message(0)
                + "],\"cursor\":\"2\"}");
        answers.add("{\"messages\":[],\"cursor\":\"2\"}");

        api.readBack(audit);

        assertThat(audit.balance().read()).isEqualTo(1);
        assertThat(audit.balance().strange()).isZero();
    }

    @Test
    void shouldNotTakeAnErrorForTheEnd() {
        answers.add("");

        assertThatThrownBy(() -> api.readBack(audit)).hasMessageContaining("answered 503");
    }

    @Test
    void shouldNotReadTheSamePageForEver() {
        for (int i = 0; i < 2; i++) {
            answers.add("{\"messages\":[" + message(0) + "],\"cursor\":\"1\"}");
        }

        assertThatThrownBy(() -> api.readBack(audit)).hasMessageContaining("the same cursor");
    }

    @Test
    void shouldAddUpTheLinesOfAMetric() throws Exception {
        answers.add("# HELP a_bytes\na_bytes{pool=\"x\",} 1.5E1\na_bytes{pool=\"y\",} 2\na_bytes_total 9\n");

        assertThat(api.metric("a_bytes")).isEqualTo(17);
    }

    @Test
    void shouldSayThatNobodyAnswers() throws Exception {
        server.stop(0);

        assertThat(api.isReady()).isFalse();
        assertThat(api.readiness().status()).isZero();
    }

    private String message(int sequence) {
        return "{\"ident\":\"" + ledger.fleet().ident(0) + "\",\"timestamp\":" + Trail.timeMs(sequence) / 1_000
                + ",\"position.latitude\":" + Trail.latitudeE4(sequence) / 10_000.0 + "}";
    }
}
