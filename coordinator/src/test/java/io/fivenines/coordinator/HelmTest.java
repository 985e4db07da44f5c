package io.fivenines.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.coordinator.cluster.FakeStore;
import io.fivenines.coordinator.cluster.Intent;
import io.fivenines.coordinator.cluster.Light;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.NodeRecord;
import io.fivenines.coordinator.cluster.NodeState;
import io.fivenines.coordinator.cluster.Observation;
import io.fivenines.coordinator.cluster.Ownership;
import io.fivenines.coordinator.cluster.Paths;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.cluster.Versioned;
import io.fivenines.coordinator.elect.Leadership;
import io.fivenines.coordinator.health.Quorum;
import io.fivenines.coordinator.plan.FailBack;
import io.fivenines.coordinator.plan.Layout;
import io.fivenines.coordinator.plan.Navigator;
import io.fivenines.coordinator.plan.Planner;
import io.fivenines.coordinator.plan.Policy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One gateway that is well, and an address nobody has: a leader has something to write. */
class HelmTest {
    private static final NodeId NODE = new NodeId("eu", "gw-1");
    private static final String ADDRESS = "10.0.0.1";
    private static final Paths PATHS = new Paths("test");
    private static final long NOW = 1_000_000;
    private static final long WALL = 5_000;
    private static final Policy POLICY =
            new Policy(10_000, 30_000, 1_000, 1_200, 3_000, 0, FailBack.MANUAL, 300_000, 60_000);

    private final FakeStore store = new FakeStore();
    private final List<Written> written = new ArrayList<>();
    private final Navigator navigator = new Navigator(
            new Layout(Map.of("eu", new Layout.Site(List.of(ADDRESS), false)), Map.of()),
            POLICY,
            new Quorum(1, 1, 2_000),
            new Planner());
    private Optional<Leadership> leadership = Optional.of(new Leadership("c1", 9));
    private final Helm helm = new Helm(
            navigator,
            new Helm.Desk(() -> leadership, this::write, store, PATHS),
            new Helm.Clocks(() -> NOW, () -> WALL),
            Runnable::run);

    private record Written(Leadership leadership, Plan plan, int version, CompletableFuture<Integer> done) {}

    private CompletableFuture<Integer> write(Leadership mine, String path, Object record, int version) {
        assertThat(path).isEqualTo(PATHS.plan());
        CompletableFuture<Integer> done = new CompletableFuture<>();
        written.add(new Written(mine, (Plan) record, version, done));
        return done;
    }

    @BeforeEach
    void look() {
        navigator.onPlan(Plan.NONE, 3, NOW);
        navigator.onConfirmed(NOW);
        navigator.onNodes(Map.of(NODE, new NodeRecord(NODE, "h:1", "h:2", List.of(), "1", NodeState.SERVING, 0, 0)));
        Observation seen =
                new Observation("c1", "eu", Map.of(NODE, Light.GREEN), Map.of("eu", Light.GREEN), Map.of(), 0);
        navigator.onObservation(seen, NOW - 500);
        navigator.onObservation(seen, NOW);
    }

    @Test
    void shouldWriteOneProposalAtATime() {
        helm.tick();
        helm.tick();
        assertThat(written).hasSize(1);
        assertThat(written.get(0).leadership()).isEqualTo(new Leadership("c1", 9));
        assertThat(written.get(0).version()).isEqualTo(3);
        assertThat(written.get(0).plan().epoch()).isEqualTo(9);
        assertThat(written.get(0).plan().addresses().get(ADDRESS).owner()).isEqualTo(NODE);
        assertThat(navigator.plan()).as("before it is written").isEqualTo(Plan.NONE);
        written.get(0).done().complete(4);
        assertThat(navigator.plan()).isEqualTo(written.get(0).plan());
        helm.tick();
        assertThat(written).as("nothing more to change").hasSize(1);
    }

    @Test
    void shouldKeepEachStepOnlyOnceItIsWritten() {
        helm.tick();
        assertThat(store.names(PATHS.steps()).join()).isEmpty();
        written.get(0).done().complete(4);
        StepRecord step = store.read(PATHS.steps() + "/0000000000000001-0000", StepRecord.class)
                .join()
                .orElseThrow()
                .record();
        assertThat(step.epoch()).isEqualTo(9);
        assertThat(step.kind()).isEqualTo("MoveAddress");
        assertThat(step.subject()).isEqualTo(ADDRESS);
        assertThat(step.reason()).isNotBlank();
        assertThat(step.atMs()).isEqualTo(WALL);
    }

    @Test
    void shouldKeepTheNewestStepsOnly() {
        for (int i = 0; i < Chronicle.STEPS_MAX; i++) {
            String name = String.format("/%016d-%04d", 0, i);
            store.write(PATHS.steps() + name, "", Versioned.NONE).join();
        }
        helm.tick();
        written.get(0).done().complete(4);
        assertThat(store.names(PATHS.steps()).join())
                .hasSize(Chronicle.STEPS_MAX)
                .doesNotContain("0000000000000000-0000")
                .contains("0000000000000001-0000");
    }

    @Test
    void shouldReadThePlanAgainWhenAnotherHasWrittenIt() {
        Plan another = new Plan(8, 5, Map.of(), Map.of(), "of another's", 0);
        for (int version = 0; version <= 6; version++) {
            store.write(PATHS.plan(), another, version == 0 ? Versioned.NONE : Versioned.ANY)
                    .join();
        }
        helm.tick();
        written.get(0).done().completeExceptionally(FakeStore.conflict(PATHS.plan(), 3));
        assertThat(navigator.plan()).isEqualTo(another);
        assertThat(store.names(PATHS.steps()).join()).isEmpty();
        helm.tick();
        assertThat(written).hasSize(2);
        assertThat(written.get(1).version()).isEqualTo(6);
        assertThat(written.get(1).plan().number()).isEqualTo(6);
    }

    @Test
    void shouldGoOnWhenNothingCanBeReadEither() {
        helm.tick();
        store.contact(false);
        written.get(0).done().completeExceptionally(new IOException("connection lost"));
        store.contact(true);
        helm.tick();
        assertThat(written).hasSize(2);
        assertThat(written.get(1).version()).isEqualTo(3);
    }

    @Test
    void shouldWriteNothingWithoutLeading() {
        leadership = Optional.empty();
        helm.tick();
        assertThat(written).isEmpty();
    }

    @Test
    void shouldNeverWriteAPlanOfAnOlderEpoch() {
        navigator.onPlan(new Plan(10, 1, Map.of(), Map.of(), "of a later leader's", 0), 4, NOW);
        helm.tick();
        assertThat(written).isEmpty();
        leadership = Optional.of(new Leadership("c1", 11));
        helm.tick();
        assertThat(written).singleElement().satisfies(one -> {
            assertThat(one.plan().epoch()).isEqualTo(11);
            assertThat(one.version()).isEqualTo(4);
        });
    }

    @Test
    void shouldNotGoBackToWhatAWriteIsOvertakenBy() {
        helm.tick();
        Plan later = new Plan(12, 2, Map.of(ADDRESS, new Ownership(NODE, null, 0)), Map.of(), "of a later leader's", 0);
        navigator.onPlan(later, 5, NOW);
        written.get(0).done().complete(4);
        assertThat(navigator.plan()).isEqualTo(later);
        helm.tick();
        assertThat(written).hasSize(1);
    }

    @Test
    void shouldTakeAwayExpiredIntentsWhileItLeads() {
        Intent over = new Intent("over", Intent.Kind.FREEZE, "*", "", "ops", "", WALL);
        Intent inForce = new Intent("in-force", Intent.Kind.FREEZE, "eu", "", "ops", "", WALL + 1);
        for (Intent intent : List.of(over, inForce)) {
            store.write(PATHS.intent(intent.id()), intent, Versioned.NONE).join();
        }
        List<Versioned<Intent>> read = List.of(new Versioned<>(over, 0), new Versioned<>(inForce, 0));
        leadership = Optional.empty();
        helm.expire(read);
        assertThat(store.names(PATHS.intents()).join()).hasSize(2);
        leadership = Optional.of(new Leadership("c1", 9));
        helm.expire(read);
        assertThat(store.names(PATHS.intents()).join()).containsExactly("in-force");
    }

    @Test
    void shouldLeaveAnIntentThatWasProlongedMeanwhile() {
        Intent over = new Intent("over", Intent.Kind.FREEZE, "*", "", "ops", "", WALL);
        Intent prolonged = new Intent("over", Intent.Kind.FREEZE, "*", "", "ops", "", WALL + 60_000);
        store.write(PATHS.intent("over"), over, Versioned.NONE).join();
        store.write(PATHS.intent("over"), prolonged, 0).join();
        leadership = Optional.of(new Leadership("c1", 9));
        helm.expire(List.of(new Versioned<>(over, 0)));
        assertThat(store.names(PATHS.intents()).join()).containsExactly("over");
    }
}
