package io.fivenines.coordinator.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.Ownership;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.cluster.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RevisionTest {
    private static final NodeId A = new NodeId("eu", "gw-1");
    private static final NodeId B = new NodeId("eu", "gw-2");
    private static final Target EU = new Target("eu", List.of("10.0.0.1"));

    private final Plan base = new Plan(
            7,
            12,
            Map.of("10.0.0.1", new Ownership(A, B, 5), "10.0.0.2", new Ownership(B, null, 0)),
            Map.of("eu.gw", EU, "old.gw", EU),
            "before",
            0);

    @Test
    void shouldMakeThePlanThatTheStepsAmountTo() {
        Target ru = new Target("ru", List.of("10.0.1.1"));
        Revision revision = new Revision(base);
        revision.apply(new Step.SettleAddress("10.0.0.1", A, "settled"));
        revision.apply(new Step.WithdrawAddress("10.0.0.2", new Ownership(null, B, 9), "withdrawn"));
        revision.apply(new Step.PointEndpoint("eu.gw", "eu", ru, "pointed"));
        revision.apply(new Step.ForgetEndpoint("old.gw", "forgotten"));
        revision.apply(new Step.MoveAddress("10.0.1.1", null, new Ownership(A, null, 0), "moved"));
        revision.apply(new Step.Hold("eu.gw", "held"));
        assertThat(revision.plan(8, 99))
                .isEqualTo(new Plan(
                        8,
                        13,
                        Map.of(
                                "10.0.0.1", new Ownership(A, null, 0),
                                "10.0.0.2", new Ownership(null, B, 9),
                                "10.0.1.1", new Ownership(A, null, 0)),
                        Map.of("eu.gw", ru),
                        "moved",
                        99));
    }

    @Test
    void shouldForgetAndList() {
        Revision revision = new Revision(base);
        revision.apply(new Step.ForgetAddress("10.0.0.2", "gone"));
        revision.apply(new Step.ListAddresses("eu.gw", new Target("eu", List.of()), "listed"));
        Plan plan = revision.plan(7, 0);
        assertThat(plan.addresses()).containsOnlyKeys("10.0.0.1");
        assertThat(plan.endpoints().get("eu.gw").addresses()).isEmpty();
        assertThat(revision.steps()).extracting(Step::subject).containsExactly("10.0.0.2", "eu.gw");
    }

    @Test
    void shouldRefuseAnOlderEpoch() {
        assertThatThrownBy(() -> new Revision(base).plan(6, 0))
                .hasMessage("epoch 6, expected at least the plan's epoch 7");
    }
}
