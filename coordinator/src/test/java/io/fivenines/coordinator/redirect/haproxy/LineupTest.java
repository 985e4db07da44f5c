package io.fivenines.coordinator.redirect.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.NodeRecord;
import io.fivenines.coordinator.cluster.NodeState;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.cluster.Target;
import io.fivenines.coordinator.redirect.Plans;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LineupTest {
    private static final NodeId A = new NodeId("eu", "a");
    private static final NodeId B = new NodeId("eu", "b");
    private static final NodeId C = new NodeId("ru", "c");
    private static final BackendConfig BACKEND = new BackendConfig(
            "trackers",
            Plans.EU,
            List.of(new ServerConfig("a", A, 0), new ServerConfig("b", B, 0), new ServerConfig("c", C, 0)));

    private final Map<NodeId, NodeRecord> nodes = new HashMap<>();
    private final Map<String, ServerState> now = new HashMap<>();

    static NodeRecord record(NodeId id, NodeState state) {
        return new NodeRecord(id, "127.0.0.1:1", "127.0.0.1:2", List.of(), "test", state, 0, 0);
    }

    @BeforeEach
    void allServe() {
        for (NodeId id : List.of(A, B, C)) {
            set(id, NodeState.SERVING);
            now.put(id.node(), new ServerState(ServerMode.READY, true, 1));
        }
    }

    private void set(NodeId id, NodeState state) {
        nodes.put(id, record(id, state));
    }

    private Map<String, ServerMode> modes(Plan plan) {
        return new Lineup(BACKEND, plan, nodes).modes(now);
    }

    private static Map<String, ServerMode> all(ServerMode a, ServerMode b, ServerMode c) {
        return Map.of("a", a, "b", b, "c", c);
    }

    @Test
    void shouldUseTheDatacenterTheEndpointPointsTo() {
        assertThat(modes(Plans.eu(1, 1, "192.0.2.1")))
                .isEqualTo(all(ServerMode.READY, ServerMode.READY, ServerMode.DRAIN));
        assertThat(modes(Plan.NONE)).isEqualTo(all(ServerMode.READY, ServerMode.READY, ServerMode.READY));
    }

    @Test
    void shouldLetInWhoComesBackWhileTheEndpointPointsToNobodyHere() {
        set(C, NodeState.DRAINING);
        now.replaceAll((name, state) -> new ServerState(ServerMode.MAINT, false, 1));

        assertThat(modes(Plans.of(1, 1, Map.of(Plans.EU, new Target("ru", List.of("192.0.2.1"))))))
                .as("names cannot come back to fronts that have no gateway")
                .isEqualTo(all(ServerMode.READY, ServerMode.READY, ServerMode.DRAIN));
    }

    @Test
    void shouldUseNobodyWhoCannotOrDoesNotWant() {
        set(A, NodeState.DRAINING);
        assertThat(modes(Plan.NONE)).isEqualTo(all(ServerMode.DRAIN, ServerMode.READY, ServerMode.READY));
        set(A, NodeState.FULL);
        set(B, NodeState.STARTING);
        assertThat(modes(Plan.NONE)).isEqualTo(all(ServerMode.DRAIN, ServerMode.MAINT, ServerMode.READY));
    }

    @Test
    void shouldLeaveWhomNobodyKnowsOfAsTheyAre() {
        nodes.clear();
        now.put("b", new ServerState(ServerMode.DRAIN, true, 1));
        assertThat(modes(Plans.eu(1, 1, "192.0.2.1")))
                .isEqualTo(all(ServerMode.READY, ServerMode.DRAIN, ServerMode.READY));
    }

    @Test
    void shouldNotTakeAwayTheLastThatWorks() {
        nodes.replaceAll((id, record) -> record(id, NodeState.FULL));
        assertThat(modes(Plan.NONE)).isEqualTo(all(ServerMode.READY, ServerMode.READY, ServerMode.READY));
        allServe();
        now.put("a", new ServerState(ServerMode.READY, false, 1));
        now.put("b", new ServerState(ServerMode.MAINT, false, 1));
        assertThat(modes(Plans.eu(1, 1, "192.0.2.1")))
                .as("b is let in, and c stays until HAProxy finds b alive")
                .isEqualTo(all(ServerMode.READY, ServerMode.READY, ServerMode.READY));
    }

    @Test
    void shouldNotSpeakOfServersHaproxyDoesNotHave() {
        now.remove("c");
        assertThat(modes(Plan.NONE)).containsOnlyKeys("a", "b");
    }
}
