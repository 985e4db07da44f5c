package io.fivenines.coordinator.redirect.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.Ownership;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.cluster.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangeTest {
    private static final String ENDPOINT = "eu.gw.example.com";
    private static final NodeId A = new NodeId("eu", "a");
    private static final NodeId B = new NodeId("eu", "b");

    private static Plan plan(long number, Map<String, Ownership> addresses, Map<String, Target> endpoints) {
        return new Plan(7, number, addresses, endpoints, "a is gone", 0);
    }

    @Test
    void shouldNameWhatIsOtherwise() {
        Plan before = plan(1, Map.of("192.0.2.1", new Ownership(A, null, 0)), Map.of());
        Plan after = plan(
                2,
                Map.of("192.0.2.1", new Ownership(B, A, 0), "192.0.2.2", new Ownership(null, A, 0)),
                Map.of(ENDPOINT, new Target("eu", List.of("192.0.2.1"))));
        assertThat(Change.between(before, after))
                .containsExactly(
                        new Change(
                                "192.0.2.1", "address", "eu/a", "eu/b", List.of(), "a is gone", 7, 2, "7-2-192.0.2.1"),
                        new Change(
                                ENDPOINT,
                                "endpoint",
                                null,
                                "eu",
                                List.of("192.0.2.1"),
                                "a is gone",
                                7,
                                2,
                                "7-2-" + ENDPOINT));
        assertThat(Change.between(after, after)).isEmpty();
    }

    @Test
    void shouldNotMindThatAFormerOwnerIsForgotten() {
        Plan moved = plan(1, Map.of("192.0.2.1", new Ownership(B, A, 500)), Map.of());
        Plan settled = plan(2, Map.of("192.0.2.1", new Ownership(B, null, 0)), Map.of());
        assertThat(Change.between(moved, settled)).isEmpty();
    }

    @Test
    void shouldLeaveNothingToDoOnceAllAreApplied() {
        Plan before = plan(
                1,
                Map.of("192.0.2.1", new Ownership(A, null, 0)),
                Map.of(ENDPOINT, new Target("eu", List.of("192.0.2.1"))));
        Plan after = plan(2, Map.of("192.0.2.2", new Ownership(A, null, 0)), Map.of());
        Plan done = before;
        for (Change change : Change.between(before, after)) {
            done = change.appliedTo(done, after);
        }
        assertThat(Change.between(done, after)).isEmpty();
        assertThat(done.number()).as("until the whole is done").isEqualTo(1);
    }
}
