package io.fivenines.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fivenines.coordinator.cluster.ClusterLink;
import io.fivenines.coordinator.cluster.CoordinatorRecord;
import io.fivenines.coordinator.cluster.Ephemeral;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.NodeRecord;
import io.fivenines.coordinator.cluster.NodeState;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.cluster.Pulse;
import io.fivenines.coordinator.cluster.PulseLimits;
import io.fivenines.coordinator.cluster.PulseServer;
import io.fivenines.coordinator.cluster.Seal;
import io.fivenines.coordinator.config.Settings;
import io.fivenines.coordinator.console.Standing;
import io.fivenines.coordinator.testing.Ensemble;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.curator.test.KillSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two coordinators in two places, on a real ZooKeeper, and two gateways of which there is only the heartbeat. */
@Timeout(120)
@SuppressWarnings("try") // links and servers end before their time
class MemberTest {
    private static final NodeId GW_1 = new NodeId("eu", "gw-1");
    private static final NodeId GW_2 = new NodeId("eu", "gw-2");
    private static final List<String> ADDRESSES = List.of("127.88.0.1", "127.88.0.2");
    private static final long SEED = 20261122;
    /** Nobody accepts: what tries to connect stays there. */
    private static final int BACKLOG = 1_000;

    @TempDir
    private Path folder;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final Random random = new Random(SEED);
    private Ensemble ensemble;
    private ServerSocket trackers;

    @BeforeEach
    void start() throws Exception {
        ensemble = opened(new Ensemble(1));
        trackers = opened(new ServerSocket(0, BACKLOG, InetAddress.getByName(ADDRESSES.get(0))));
    }

    @AfterEach
    void stop() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        opened.add(part);
        return part;
    }

    private Member member(String id, String place) throws Exception {
        String yaml = """
                id: %s
                place: %s
                observers: 2
                places: 2
                trackerPort: %d
                cluster: {connect: '%s', name: test, sessionTimeout: 1s}
                datacenters:
                  - {name: eu, addresses: [%s], agents: no}
                endpoints:
                  - {name: eu.gw, order: [eu]}
                policy: {addressHoldDown: 1200ms, gather: 500ms}
                """.formatted(
                        id,
                        place,
                        trackers.getLocalPort(),
                        ensemble.config(Duration.ofSeconds(1)).connect(),
                        String.join(", ", ADDRESSES));
        Settings settings = Settings.file(Files.writeString(folder.resolve(id + ".yaml"), yaml), Map.of());
        return opened(new Member(
                CoordinatorConfig.from(settings, "host"),
                new Service.Times(System::nanoTime, Clock.systemUTC(), random),
                opened(new Directors())));
    }

    /** Registers a gateway that answers heartbeats; closing what is returned is its death. */
    private PulseServer gateway(NodeId id) throws Exception {
        PulseServer pulses = opened(new PulseServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                PulseLimits.DEFAULT,
                Seal.NONE,
                beat -> new Pulse(id, beat.number(), NodeState.SERVING, 0),
                System::nanoTime));
        ClusterLink link = opened(new ClusterLink(ensemble.config(Duration.ofSeconds(1))));
        Ephemeral record = opened(link.ephemeral(link.paths().node(id)));
        String heartbeat = "127.0.0.1:" + pulses.port();
        record.publish(new NodeRecord(id, heartbeat, "127.0.0.1:1", List.of(), "1", NodeState.SERVING, 0, 0));
        return pulses;
    }

    private static boolean leads(Member member) {
        Standing standing = member.standing();
        return standing != null && standing.leadership().isPresent();
    }

    private static Plan plan(Member member) {
        Standing standing = member.standing();
        return standing == null ? Plan.NONE : standing.plan();
    }

    private static long owned(Plan plan, NodeId owner) {
        return plan.addresses().values().stream()
                .filter(ownership -> owner.equals(ownership.owner()))
                .count();
    }

    @Test
    void shouldSpreadAddressesAndGoOnUnderTheNextLeaderInALaterEpoch() throws Exception {
        Member first = member("c1", "eu");
        await().atMost(Duration.ofSeconds(20)).until(() -> leads(first));
        first.register("192.0.2.20:8090", "1.2");
        Member second = member("c2", "ru");
        gateway(GW_1);
        PulseServer dying = gateway(GW_2);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> owned(plan(second), GW_1) == 1 && owned(plan(second), GW_2) == 1);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> second.standing()
                        .coordinators()
                        .equals(List.of(new CoordinatorRecord("c1", "eu", "192.0.2.20:8090", "1.2"))));
        Plan before = plan(second);
        assertThat(before.epoch())
                .isEqualTo(first.standing().leadership().orElseThrow().epoch());
        assertThat(leads(second)).isFalse();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> plan(first).endpoints().containsKey("eu.gw"));

        KillSession.kill(first.link().curator().getZookeeperClient().getZooKeeper());
        await().atMost(Duration.ofSeconds(20)).until(() -> leads(second) && !leads(first));
        long epoch = second.standing().leadership().orElseThrow().epoch();
        assertThat(epoch).isGreaterThan(before.epoch());

        dying.close();
        await().atMost(Duration.ofSeconds(30)).until(() -> owned(plan(first), GW_1) == 2);
        assertThat(plan(first).epoch()).isEqualTo(epoch);
        assertThat(plan(first).number()).isGreaterThan(before.number());
        assertThat(second.link().store().names(second.link().paths().steps()).get())
                .as("steps kept")
                .hasSizeGreaterThanOrEqualTo(3);
    }
}
