package io.fivenines.coordinator.plan;

import static io.fivenines.coordinator.plan.Scene.EU_1;
import static io.fivenines.coordinator.plan.Scene.EU_2;
import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.coordinator.cluster.Light;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.Ownership;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.cluster.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final List<NodeId> NODES = List.of(EU_1, EU_2);
    private static final List<String> DATACENTERS = List.of("eu", "ru");

    private final Scene scene = new Scene();

    @Test
    void shouldRememberWhenWhatMoved() {
        Plan first = plan(EU_1, "eu", List.of("1"));
        Plan settled = plan(EU_1, "eu", List.of("1", "2"));
        Plan moved = plan(EU_2, "ru", List.of("1"));
        History history = History.NONE.withFirstPlan(first, 1_000).withPlan(first, settled, 2_000);
        assertThat(history.sinceMovedMs("10.0.0.1", 3_000)).isEqualTo(2_000);
        assertThat(history.sinceMovedMs("eu.gw", 3_000))
                .as("other addresses of the same datacenter are no movement")
                .isEqualTo(2_000);
        assertThat(history.sinceMovedMs("10.0.0.9", 3_000)).isEqualTo(Long.MAX_VALUE);
        history = history.withPlan(settled, moved, 3_000);
        assertThat(history.sinceMovedMs("10.0.0.1", 3_500)).isEqualTo(500);
        assertThat(history.sinceMovedMs("eu.gw", 3_500)).isEqualTo(500);
        assertThat(history.sinceAnythingMovedMs(3_500)).isEqualTo(500);
    }

    @Test
    void shouldNotCountAFirstOwnerAsAMovement() {
        Plan first = plan(EU_1, "eu", List.of("1"));
        History history = History.NONE.withPlan(Plan.NONE, first, 1_000);
        assertThat(history.sinceMovedMs("10.0.0.1", 1_500)).isEqualTo(Long.MAX_VALUE);
        assertThat(history.sinceMovedMs("eu.gw", 1_500)).isEqualTo(Long.MAX_VALUE);
        Plan withdrawn =
                new Plan(7, 2, Map.of("10.0.0.1", new Ownership(null, EU_1, 0)), first.endpoints(), "withdrawn", 0);
        history = history.withPlan(first, withdrawn, 2_000).withPlan(withdrawn, first, 3_000);
        assertThat(history.sinceMovedMs("10.0.0.1", 3_500))
                .as("it had been somebody's")
                .isEqualTo(500);
    }

    @Test
    void shouldRememberSinceWhenWhatIsGreen() {
        History history = look(History.NONE, 1_000);
        assertThat(history.greenForMs("eu/gw-1", 1_500)).isEqualTo(500);
        assertThat(history.greenForMs("eu", 1_500)).isEqualTo(500);
        assertThat(look(history, 2_000)).as("nothing has changed").isSameAs(history);
        scene.lights.put(EU_1, Light.YELLOW);
        history = look(history, 3_000);
        assertThat(history.greenForMs("eu/gw-1", 3_500)).isZero();
        assertThat(history.greenForMs("eu/gw-2", 3_500)).isEqualTo(2_500);
        assertThat(history.gatheredForMs("eu", 3_500)).isEqualTo(500);
        assertThat(history.gatheredForMs("ru", 3_500)).isEqualTo(2_500);
        assertThat(history.gatheredForMs("us", 3_500)).isZero();
    }

    @Test
    void shouldRememberSinceWhenAnAddressIsMissing() {
        Plan plan = plan(EU_1, "eu", List.of("1"));
        History history = History.NONE.withPlan(Plan.NONE, plan, 1_000).withAgents(plan, scene.agents, 1_000);
        assertThat(history.missingForMs("10.0.0.1", 1_500)).isZero();
        scene.agent(EU_1);
        history = history.withAgents(plan, scene.agents, 2_000);
        assertThat(history.withAgents(plan, scene.agents, 2_500)).isSameAs(history);
        assertThat(history.missingForMs("10.0.0.1", 2_700)).isEqualTo(700);
        scene.agents.remove(EU_1);
        assertThat(history.withAgents(plan, scene.agents, 3_000).missingForMs("10.0.0.1", 3_000))
                .as("nobody says so any more")
                .isZero();
    }

    private History look(History history, long nowMs) {
        return history.withHealth(scene.view().health(), NODES, DATACENTERS, nowMs);
    }

    private static Plan plan(NodeId owner, String datacenter, List<String> listed) {
        return new Plan(
                7,
                1,
                Map.of("10.0.0.1", new Ownership(owner, null, 0)),
                Map.of("eu.gw", new Target(datacenter, listed)),
                "",
                0);
    }
}
