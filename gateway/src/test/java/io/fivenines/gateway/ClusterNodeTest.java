package io.fivenines.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fivenines.coordinator.cluster.Beat;
import io.fivenines.coordinator.cluster.ClusterConfig;
import io.fivenines.coordinator.cluster.ClusterLink;
import io.fivenines.coordinator.cluster.Intent;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.NodeRecord;
import io.fivenines.coordinator.cluster.NodeState;
import io.fivenines.coordinator.cluster.Pulse;
import io.fivenines.coordinator.cluster.PulseClient;
import io.fivenines.coordinator.cluster.PulseListener;
import io.fivenines.coordinator.cluster.PulseTimes;
import io.fivenines.coordinator.cluster.Seal;
import io.fivenines.coordinator.cluster.Versioned;
import io.fivenines.coordinator.cluster.Voice;
import io.fivenines.coordinator.config.Settings;
import io.fivenines.gateway.decode.protocol.Protocols;
import io.fivenines.gateway.journal.local.DiskStorage;
import io.fivenines.testing.FreePort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole gateway, a real ZooKeeper, and trackers that must not notice what happens to the latter. */
@Timeout(120)
@SuppressWarnings("try") // servers that are stopped on purpose
class ClusterNodeTest {
    private static final NodeId ID = new NodeId("eu", "gw-1");
    private static final String ACKNOWLEDGED = "#ASD#1";

    @TempDir
    private Path folder;

    @Test
    void shouldServeTrackersWhileZooKeeperIsGoneAndBeThereAgainByItself() throws Exception {
        try (TestingServer zooKeeper = new TestingServer();
                Node node = node(zooKeeper.getConnectString());
                ClusterLink link = link(zooKeeper);
                WialonTracker tracker = new WialonTracker("a", wialon(node))) {
            awaitState(link, NodeState.SERVING);
            assertThat(tracker.report()).isEqualTo(ACKNOWLEDGED);
            await().until(() -> record(link).orElseThrow().connections() == 1);
            zooKeeper.stop();
            // Until the session has surely been given up, on both sides.
            await().pollDelay(Duration.ofSeconds(5)).until(() -> true);
            assertThat(tracker.report()).isEqualTo(ACKNOWLEDGED);
            try (WialonTracker newcomer = new WialonTracker("b", wialon(node))) {
                assertThat(newcomer.report()).isEqualTo(ACKNOWLEDGED);
            }
            zooKeeper.restart();
            awaitState(link, NodeState.SERVING);
            assertThat(tracker.report()).isEqualTo(ACKNOWLEDGED);
        }
    }

    @Test
    void shouldStartWithoutWaitingForZooKeeper() throws Exception {
        int port = FreePort.take();
        long beganNanos = System.nanoTime();
        try (Node node = node("no-such-host.invalid:2181,127.0.0.1:" + port);
                WialonTracker tracker = new WialonTracker("a", wialon(node))) {
            assertThat(tracker.report()).isEqualTo(ACKNOWLEDGED);
            assertThat(System.nanoTime() - beganNanos).isLessThan(TimeUnit.SECONDS.toNanos(20));
            try (TestingServer zooKeeper = new TestingServer(port);
                    ClusterLink link = link(zooKeeper)) {
                awaitState(link, NodeState.SERVING);
            }
        }
    }

    @Test
    void shouldDrainAndServeAgain() throws Exception {
        try (TestingServer zooKeeper = new TestingServer();
                Node node = node(zooKeeper.getConnectString());
                ClusterLink link = link(zooKeeper);
                WialonTracker idle = new WialonTracker("a", wialon(node));
                WialonTracker speaking = new WialonTracker("b", wialon(node))) {
            awaitState(link, NodeState.SERVING);
            assertThat(idle.report()).isEqualTo(ACKNOWLEDGED);
            speaking.say("#SD#221126;100000;5544.6025;N;037");
            Intent drain = new Intent(
                    "d1", Intent.Kind.DRAIN, ID.toString(), "", "ops", "test", System.currentTimeMillis() + 60_000);
            link.store().write(link.paths().intent("d1"), drain, Versioned.NONE).get(10, TimeUnit.SECONDS);
            awaitState(link, NodeState.DRAINING);
            assertThat(idle.hear()).as("closed between two frames").isNull();
            speaking.say("39.6834;E;40;90;150;7\r\n");
            assertThat(speaking.hear()).isEqualTo(ACKNOWLEDGED);
            assertThat(speaking.hear()).as("closed after its reply").isNull();
            assertThatThrownBy(() -> new WialonTracker("c", wialon(node))).isInstanceOf(IOException.class);
            await().until(() -> record(link).orElseThrow().connections() == 0);
            link.store().remove(link.paths().intent("d1")).get(10, TimeUnit.SECONDS);
            awaitState(link, NodeState.SERVING);
            try (WialonTracker back = new WialonTracker("c", wialon(node))) {
                assertThat(back.report()).isEqualTo(ACKNOWLEDGED);
            }
        }
    }

    @Test
    void shouldAnswerHeartbeatsAndTakeItsRecordAwayWhenItStops() throws Exception {
        try (TestingServer zooKeeper = new TestingServer();
                ClusterLink link = link(zooKeeper)) {
            Pulses pulses = new Pulses();
            Node node = node(zooKeeper.getConnectString());
            try {
                awaitState(link, NodeState.SERVING);
                NodeRecord record = record(link).orElseThrow();
                assertThat(record.listeners().get(0))
                        .startsWith("wialon@")
                        .endsWith(":" + wialon(node).getPort());
                try (PulseClient client = new PulseClient(
                        ID,
                        record.heartbeat(),
                        PulseTimes.DEFAULT,
                        new Voice(number -> new Beat("c1", "eu", number, true, 1, 1), Seal.NONE),
                        pulses,
                        System::nanoTime)) {
                    await().until(() -> pulses.heard.contains(new Pulse(ID, 2, NodeState.SERVING, 0)));
                    node.close();
                    await().until(() -> pulses.heard.contains(PulseListener.Loss.REFUSED));
                    assertThat(pulses.heard).contains(PulseListener.Loss.RESET);
                }
                await().until(() -> record(link).isEmpty());
            } finally {
                node.close();
            }
        }
    }

    private Node node(String connect) throws IOException {
        Path file =
                Files.writeString(folder.resolve("gateway.yaml"), """
                node: gw-1
                datacenter: eu
                listeners: [{protocol: wialon, port: 0}]
                journal: {folder: '%s'}
                api: {port: 0}
                cluster: {connect: '%s', name: test, sessionTimeout: 1s, advertise: 127.0.0.1, heartbeatHost: 127.0.0.1,
                          heartbeatPort: 0, drainGrace: 200ms}
                """.formatted(folder.resolve("journal"), connect));
        GatewayConfig config = GatewayConfig.from(Settings.file(file, Map.of()), "host", Protocols.ALL);
        return new Node(config, DiskStorage::new);
    }

    private static ClusterLink link(TestingServer zooKeeper) {
        return new ClusterLink(new ClusterConfig(zooKeeper.getConnectString(), "test", Duration.ofSeconds(1), ""));
    }

    private static InetSocketAddress wialon(Node node) {
        return node.listeners().get(0).address();
    }

    private static Optional<NodeRecord> record(ClusterLink link) throws Exception {
        return link.store()
                .read(link.paths().node(ID), NodeRecord.class)
                .get(10, TimeUnit.SECONDS)
                .map(Versioned::record);
    }

    private static void awaitState(ClusterLink link, NodeState state) {
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() ->
                        record(link).filter(found -> found.state() == state).isPresent());
    }

    private static final class Pulses implements PulseListener {
        private final Queue<Object> heard = new ConcurrentLinkedQueue<>();

        @Override
        public void onConnected(long nowNanos) {}

        @Override
        public void onPulse(Pulse pulse, long arrivedNanos) {
            heard.add(pulse);
        }

        @Override
        public void onLoss(Loss loss, long nowNanos) {
            heard.add(loss);
        }
    }
}
