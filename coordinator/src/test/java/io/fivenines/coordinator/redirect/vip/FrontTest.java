package io.fivenines.coordinator.redirect.vip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.fivenines.coordinator.cluster.Beat;
import io.fivenines.coordinator.cluster.ClusterLink;
import io.fivenines.coordinator.cluster.Intent;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.NodeRecord;
import io.fivenines.coordinator.cluster.NodeState;
import io.fivenines.coordinator.cluster.Pulse;
import io.fivenines.coordinator.cluster.RecordCache;
import io.fivenines.coordinator.cluster.Records;
import io.fivenines.coordinator.cluster.Seal;
import io.fivenines.coordinator.cluster.Versioned;
import io.fivenines.coordinator.testing.Ensemble;
import io.fivenines.testing.FreePort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On a real ZooKeeper, with a front of which there is only the page that says how it is. */
@Timeout(120)
@SuppressWarnings("try") // it ends before its time
class FrontTest {
    private static final NodeId ID = new NodeId("eu", "front-1");
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(1_000_000), ZoneOffset.UTC);

    private final AtomicInteger status = new AtomicInteger(503);

    @Test
    void shouldBeANodeThatSaysHowItsFrontIs() throws Exception {
        HttpServer page = page();
        int heartbeatPort = FreePort.take();
        URI ready = URI.create("http://127.0.0.1:" + page.getAddress().getPort() + "/readyz");
        InetSocketAddress bind = new InetSocketAddress(InetAddress.getLoopbackAddress(), heartbeatPort);
        FrontConfig config = new FrontConfig(ready, Duration.ofMillis(20), bind, "front-1:" + heartbeatPort);
        try (Ensemble ensemble = new Ensemble(1);
                ClusterLink link = new ClusterLink(ensemble.config(Duration.ofSeconds(5)));
                RecordCache<NodeRecord> nodes = link.folder(link.paths().nodes(), NodeRecord.class, () -> {});
                Front front = new Front(ID, config, link, Seal.NONE, "1.0", CLOCK, System::nanoTime)) {
            awaitState(nodes, heartbeatPort, NodeState.STARTING);
            status.set(200);
            awaitState(nodes, heartbeatPort, NodeState.SERVING);
            status.set(503);
            awaitState(nodes, heartbeatPort, NodeState.FULL);
            status.set(200);
            awaitState(nodes, heartbeatPort, NodeState.SERVING);
            Intent drain = new Intent("d1", Intent.Kind.DRAIN, ID.toString(), "", "ops", "", CLOCK.millis() + 1);
            link.store().write(link.paths().intent("d1"), drain, Versioned.NONE);
            awaitState(nodes, heartbeatPort, NodeState.DRAINING);
            link.store().remove(link.paths().intent("d1"));
            awaitState(nodes, heartbeatPort, NodeState.SERVING);
            page.stop(0);
            awaitState(nodes, heartbeatPort, NodeState.FULL);
            front.close();
            await().until(() -> nodes.records().isEmpty());
        } finally {
            page.stop(0);
        }
    }

    private HttpServer page() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/readyz", exchange -> {
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    /** In its record, and in the answer to a heartbeat. */
    private static void awaitState(RecordCache<NodeRecord> nodes, int port, NodeState state) throws IOException {
        await().until(() -> nodes.records().values().stream()
                .anyMatch(found -> found.record().id().equals(ID)
                        && found.record().state() == state
                        && found.record().heartbeat().equals("front-1:" + port)));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(Records.bytes(new Beat("c", "eu", 7, true, 0, 0)));
            socket.getOutputStream().write('\n');
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            Pulse pulse = Records.read(answers.readLine().getBytes(StandardCharsets.UTF_8), Pulse.class);
            assertThat(pulse).isEqualTo(new Pulse(ID, 7, state, 0));
        }
    }
}
