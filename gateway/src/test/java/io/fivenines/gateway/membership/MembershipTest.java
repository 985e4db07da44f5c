package io.fivenines.gateway.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.coordinator.cluster.ClusterConfig;
import io.fivenines.coordinator.cluster.ClusterLink;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.Ownership;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.cluster.Seal;
import io.fivenines.coordinator.cluster.Versioned;
import io.fivenines.gateway.vitals.Health;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node's place in a cluster with a real ZooKeeper, and what it has its doors do. */
@Timeout(120)
@SuppressWarnings("try") // a member that only has to be one
class MembershipTest {
    private static final NodeId SELF = new NodeId("eu", "gw-1");
    private static final NodeId OTHER = new NodeId("eu", "gw-2");
    private static final String ADDRESS = "10.0.0.1";

    /** What the doors were told, in order. */
    private final BlockingQueue<Set<String>> elsewhere = new LinkedBlockingQueue<>();

    private final Doors doors = new StillDoors() {
        @Override
        public void elsewhere(Set<String> addresses) {
            elsewhere.add(addresses);
        }
    };

    private static ClusterConfig cluster(TestingServer zooKeeper) {
        return new ClusterConfig(zooKeeper.getConnectString(), "test", Duration.ofSeconds(1), "");
    }

    private Membership membership(TestingServer zooKeeper) throws Exception {
        return new Membership(
                new MembershipConfig(cluster(zooKeeper), "127.0.0.1", "127.0.0.1", 0, 20, Duration.ofSeconds(2)),
                new Self(SELF, "127.0.0.1:8080", List.of(), "0", 0),
                doors,
                new Health(),
                Seal.NONE,
                InstantSource.system(),
                System::nanoTime);
    }

    private Set<String> told() throws InterruptedException {
        return elsewhere.poll(30, TimeUnit.SECONDS);
    }

    /** The agent may know by beats what this gateway can no longer read: that the address is its own again. */
    @Test
    void shouldHoldNoAddressForLostWhileThePlanMayBeAnOldOne() throws Exception {
        try (TestingServer zooKeeper = new TestingServer();
                ClusterLink link = new ClusterLink(cluster(zooKeeper))) {
            Plan plan = new Plan(1, 1, Map.of(ADDRESS, new Ownership(OTHER, null, 0)), Map.of(), "a test", 0);
            link.store().write(link.paths().plan(), plan, Versioned.NONE).get(10, TimeUnit.SECONDS);
            try (Membership member = membership(zooKeeper)) {
                assertThat(told()).containsExactly(ADDRESS);
                zooKeeper.stop();
                assertThat(told()).as("nobody knows whose it is now").isEmpty();
                zooKeeper.restart();
                assertThat(told()).containsExactly(ADDRESS);
            }
        }
    }
}
