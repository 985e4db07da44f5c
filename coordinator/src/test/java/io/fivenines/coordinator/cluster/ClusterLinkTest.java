package io.fivenines.coordinator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fivenines.coordinator.testing.Cables;
import io.fivenines.coordinator.testing.Ensemble;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
@SuppressWarnings("try") // links end before their time
@Tag("long")
class ClusterLinkTest {
    private static final Duration SESSION = Duration.ofSeconds(1);
    private static final NodeId A = new NodeId("eu", "gw-1");
    private static final Paths PATHS = new Paths("test");

    private Ensemble ensemble;

    @BeforeEach
    void startZooKeeper() throws Exception {
        ensemble = new Ensemble(1);
    }

    @AfterEach
    void stopZooKeeper() throws IOException {
        ensemble.close();
    }

    @Test
    void shouldTellEachStateOnce() throws Exception {
        Queue<LinkState> states = new ConcurrentLinkedQueue<>();
        try (ClusterLink link = new ClusterLink(ensemble.config(SESSION))) {
            link.listen((state, session) -> {
                assertThat(session != 0).isEqualTo(state == LinkState.CONNECTED);
                states.add(state);
            });
            awaitState(link, LinkState.CONNECTED);
            ensemble.killAll();
            awaitState(link, LinkState.LOST);
            ensemble.restartAll();
            awaitState(link, LinkState.CONNECTED);
            assertThat(List.copyOf(states))
                    .endsWith(LinkState.CONNECTED, LinkState.SUSPENDED, LinkState.LOST, LinkState.CONNECTED);
        }
    }

    /** What still runs when it is closed may want to try again later, which is no error. */
    @Test
    void shouldRunNothingOnceItIsClosed() throws Exception {
        ClusterLink link = new ClusterLink(ensemble.config(SESSION));
        awaitState(link, LinkState.CONNECTED);
        AtomicBoolean ran = new AtomicBoolean();
        link.later(1, () -> ran.set(true)).get(10, TimeUnit.SECONDS);
        assertThat(ran.getAndSet(false)).isTrue();
        link.close();
        assertThat(link.later(1, () -> ran.set(true)).isDone()).isTrue();
        link.execute(() -> ran.set(true));
        assertThat(ran).isFalse();
    }

    /** With SASL the client asks a name server for each server it tries; without one that took a failover 16 s. */
    @Test
    void shouldReachServersWithoutANameServer() throws Exception {
        try (ClusterLink link = new ClusterLink(ensemble.config(SESSION))) {
            awaitState(link, LinkState.CONNECTED);
            ZooKeeper client = link.curator().getZookeeperClient().getZooKeeper();
            assertThat(client.getClientConfig().isSaslClientEnabled()).isFalse();
        }
    }

    /** The ensemble's tick is 100 ms, so it grants at most 2 s: an election must not count on more. */
    @Test
    void shouldTellWhatSessionTimeoutZooKeeperGrants() {
        try (ClusterLink link = new ClusterLink(ensemble.config(Duration.ofSeconds(30)))) {
            awaitState(link, LinkState.CONNECTED);
            assertThat(link.sessionTimeout()).isEqualTo(Duration.ofSeconds(2));
        }
    }

    @Test
    void shouldTellASessionExpiredByZooKeeper() throws Exception {
        Queue<LinkState> states = new ConcurrentLinkedQueue<>();
        try (Cables cables = ensemble.cables();
                ClusterLink link = new ClusterLink(cables.config(SESSION))) {
            awaitState(link, LinkState.CONNECTED);
            long former = link.session();
            link.listen((state, session) -> states.add(state));
            cables.silence();
            awaitState(link, LinkState.LOST);
            cables.heal();
            awaitState(link, LinkState.CONNECTED);
            assertThat(link.session()).isNotEqualTo(former);
            assertThat(List.copyOf(states))
                    .containsExactly(LinkState.CONNECTED, LinkState.SUSPENDED, LinkState.LOST, LinkState.CONNECTED);
        }
    }

    /** Else Curator takes it for connected and lost by turns, and everything is read anew each time. */
    @Test
    void shouldLeaveAtOnceASessionThatIsOverThoughItsConnectionStays() throws Exception {
        Queue<LinkState> states = new ConcurrentLinkedQueue<>();
        try (Ensemble three = new Ensemble(3);
                ClusterLink link = new ClusterLink(three.config((three.leader() + 1) % 3, SESSION))) {
            awaitState(link, LinkState.CONNECTED);
            long former = link.session();
            three.doom(former);
            link.listen((state, session) -> {
                states.add(state);
                for (int i = 0; state == LinkState.CONNECTED && i < 10; i++) {
                    link.store().write(PATHS.plan(), Plan.NONE, Versioned.NONE);
                }
            });
            await().until(() -> link.session() != 0 && link.session() != former);
            assertThat(List.copyOf(states)).containsExactly(LinkState.CONNECTED, LinkState.LOST, LinkState.CONNECTED);
        }
    }

    @Test
    void shouldWriteOnlyOverTheVersionItRead() throws Exception {
        try (ClusterLink link = new ClusterLink(ensemble.config(SESSION))) {
            RecordStore store = link.store();
            Plan first = new Plan(1, 1, Map.of(), Map.of(), "first", 0);
            assertThat(get(store.read(PATHS.plan(), Plan.class))).isEmpty();
            assertThat(get(store.write(PATHS.plan(), first, Versioned.NONE))).isZero();
            assertThatThrownBy(() -> get(store.write(PATHS.plan(), first, Versioned.NONE)))
                    .hasCauseInstanceOf(VersionConflict.class)
                    .hasMessageContaining("it is there already, expected nothing there");
            assertThat(get(store.write(PATHS.plan(), Plan.NONE, 0))).isEqualTo(1);
            assertThatThrownBy(() -> get(store.write(PATHS.plan(), first, 0)))
                    .hasCauseInstanceOf(VersionConflict.class)
                    .hasMessageContaining("another version, expected version 0");
            assertThat(get(store.readLatest(PATHS.plan(), Plan.class))).contains(new Versioned<>(Plan.NONE, 1));
            get(store.remove(PATHS.plan()));
            get(store.remove(PATHS.plan()));
            assertThat(get(store.names(PATHS.steps()))).isEmpty();
            assertThat(get(store.names(PATHS.root()))).isEmpty();
        }
    }

    @Test
    void shouldFailSoonWhileZooKeeperIsAway() throws Exception {
        ensemble.killAll();
        try (ClusterLink link = new ClusterLink(ensemble.config(SESSION))) {
            assertThatThrownBy(() -> get(link.store().read(PATHS.plan(), Plan.class)))
                    .hasCauseInstanceOf(IOException.class)
                    .hasMessageContaining("/fivenines/test/plan");
            assertThat(link.state()).isEqualTo(LinkState.CONNECTING);
        }
    }

    @Test
    void shouldKeepRecordsThroughAnOutage() throws Exception {
        try (ClusterLink writer = new ClusterLink(ensemble.config(SESSION));
                ClusterLink link = new ClusterLink(ensemble.config(SESSION))) {
            RecordCache<NodeRecord> nodes = link.folder(PATHS.nodes(), NodeRecord.class, () -> {});
            RecordCache<Plan> plan = link.record(PATHS.plan(), Plan.class, () -> {});
            await().until(() -> nodes.complete() && plan.complete());
            Ephemeral node = writer.ephemeral(PATHS.node(A));
            node.publish(node(1));
            get(writer.store().write(PATHS.plan(), Plan.NONE, Versioned.NONE));
            await().until(() ->
                    nodes.records().containsKey("eu/gw-1") && plan.record().isPresent());
            ensemble.killAll();
            awaitState(link, LinkState.LOST);
            assertThat(nodes.records()).containsKey("eu/gw-1");
            assertThat(plan.record()).contains(new Versioned<>(Plan.NONE, 0));
            node.close();
            writer.close();
            ensemble.restartAll();
            await().until(() -> nodes.records().isEmpty());
            assertThat(plan.record()).isPresent();
        }
    }

    @Test
    void shouldPutTheRecordBackAfterEveryOutage() throws Exception {
        try (ClusterLink reader = new ClusterLink(ensemble.config(SESSION));
                Cables cables = ensemble.cables();
                ClusterLink link = new ClusterLink(cables.config(SESSION))) {
            Ephemeral node = link.ephemeral(PATHS.node(A));
            node.publish(node(1));
            awaitRecord(reader, 1);
            cables.reset();
            node.publish(node(2));
            awaitRecord(reader, 2);
            cables.silence();
            awaitState(link, LinkState.LOST);
            node.publish(node(3));
            await().until(() ->
                    get(reader.store().read(PATHS.node(A), NodeRecord.class)).isEmpty());
            cables.heal();
            awaitRecord(reader, 3);
            ensemble.killAll();
            awaitState(link, LinkState.LOST);
            // The former session's record is on disk still when the new session comes.
            ensemble.restartAll();
            await().until(node::there);
            awaitRecord(reader, 3);
            get(reader.store().remove(PATHS.node(A)));
            awaitRecord(reader, 3);
            await().until(node::there);
            node.close();
            await().until(() ->
                    get(reader.store().read(PATHS.node(A), NodeRecord.class)).isEmpty());
        }
    }

    @Test
    void shouldLetTheNewerOfTwoProcessesOfOneNameStay() throws Exception {
        try (ClusterLink older = new ClusterLink(ensemble.config(SESSION));
                ClusterLink newer = new ClusterLink(ensemble.config(SESSION))) {
            Ephemeral first = older.ephemeral(PATHS.node(A));
            first.publish(node(1));
            await().until(first::there);
            Ephemeral second = newer.ephemeral(PATHS.node(A));
            second.publish(node(2));
            await().until(() -> second.there() && !first.there());
            awaitRecord(older, 2);
            newer.close();
            awaitRecord(older, 1);
        }
    }

    private static NodeRecord node(int connections) {
        return new NodeRecord(A, "h:1", "h:2", List.of(), "1", NodeState.SERVING, connections, 0);
    }

    private static void awaitState(ClusterLink link, LinkState state) {
        await().atMost(Duration.ofSeconds(30)).until(() -> link.state() == state);
    }

    private static void awaitRecord(ClusterLink link, int connections) {
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> get(link.store().read(PATHS.node(A), NodeRecord.class))
                        .filter(found -> found.record().connections() == connections)
                        .isPresent());
    }

    private static <T> T get(Future<T> future) throws Exception {
        try {
            return future.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        }
    }
}
