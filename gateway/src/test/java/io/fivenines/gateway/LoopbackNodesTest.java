package io.fivenines.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fivenines.coordinator.cluster.ClusterConfig;
import io.fivenines.coordinator.cluster.ClusterLink;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.Ownership;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.cluster.Versioned;
import io.fivenines.coordinator.config.Settings;
import io.fivenines.gateway.decode.protocol.Protocols;
import io.fivenines.gateway.journal.local.DiskStorage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two gateways of one machine that hand an address of 127.0.0.0/8 to each other as the plan says. */
@Timeout(120)
@SuppressWarnings("try") // one that is closed on purpose
class LoopbackNodesTest {
    private static final String ADDRESS = "127.99.4.50";
    private static final String ACKNOWLEDGED = "#ASD#1";

    @TempDir
    private Path folder;

    @Test
    void shouldListenAtAnAddressOnlyWhileThePlanGivesIt() throws Exception {
        try (TestingServer zooKeeper = new TestingServer();
                Node first = node("a", 0, zooKeeper.getConnectString());
                Node second = node("b", port(first), zooKeeper.getConnectString());
                ClusterLink link = new ClusterLink(
                        new ClusterConfig(zooKeeper.getConnectString(), "test", Duration.ofSeconds(1), ""))) {
            InetSocketAddress address = new InetSocketAddress(ADDRESS, port(first));
            assertThat(port(second)).isEqualTo(port(first));
            give(link, "a", 1, Versioned.NONE);
            await().until(() -> answers(address));
            try (WialonTracker tracker = new WialonTracker("a", address)) {
                assertThat(tracker.report()).isEqualTo(ACKNOWLEDGED);
                assertThat(tracker.report()).isEqualTo(ACKNOWLEDGED);
                give(link, "nobody", 2, Versioned.ANY);
                await().until(() -> !answers(address));
                assertThat(tracker.report()).as("who is connected stays").isEqualTo(ACKNOWLEDGED);
                give(link, "b", 3, Versioned.ANY);
                await().until(() -> answers(address));
                first.close();
                try (WialonTracker other = new WialonTracker("b", address)) {
                    assertThat(other.report()).isEqualTo(ACKNOWLEDGED);
                }
            }
        }
    }

    @Test
    void shouldTakeAnAddressOnceItsFormerOwnerIsGone() throws Exception {
        try (TestingServer zooKeeper = new TestingServer();
                Node second = node("b", 0, zooKeeper.getConnectString());
                ClusterLink link = new ClusterLink(
                        new ClusterConfig(zooKeeper.getConnectString(), "test", Duration.ofSeconds(1), ""))) {
            InetSocketAddress address = new InetSocketAddress(ADDRESS, port(second));
            try (ServerSocket former = new ServerSocket(address.getPort(), 5, address.getAddress())) {
                give(link, "b", 1, Versioned.NONE);
                await().pollDelay(Duration.ofMillis(500)).until(former::isBound);
            }
            await().until(() -> answers(address));
            try (WialonTracker tracker = new WialonTracker("a", address)) {
                assertThat(tracker.report()).isEqualTo(ACKNOWLEDGED);
            }
        }
    }

    private Node node(String name, int port, String connect) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".yaml"), """
                node: %s
                datacenter: eu
                listeners: [{protocol: wialon, host: '%s', port: %d}]
                loopbackAddresses: [%s]
                journal: {folder: '%s'}
                api: {port: 0}
                cluster: {connect: '%s', name: test, sessionTimeout: 1s, advertise: 127.0.0.1, heartbeatHost: 127.0.0.1,
                          heartbeatPort: 0}
                """.formatted(
                        name,
                        name.equals("a") ? "127.99.4.1" : "127.99.4.2",
                        port,
                        ADDRESS,
                        folder.resolve("journal-" + name),
                        connect));
        return new Node(GatewayConfig.from(Settings.file(file, Map.of()), "host", Protocols.ALL), DiskStorage::new);
    }

    private static int port(Node node) {
        return node.listeners().get(0).address().getPort();
    }

    private static void give(ClusterLink link, String node, long number, int version) throws Exception {
        Ownership ownership = new Ownership(new NodeId("eu", node), null, 0);
        Plan plan = new Plan(7, number, Map.of(ADDRESS, ownership), Map.of(), "the test says so", 0);
        link.store().write(link.paths().plan(), plan, version).get(10, TimeUnit.SECONDS);
    }

    private static boolean answers(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
