package io.fivenines.coordinator.plan;

import static io.fivenines.coordinator.plan.Scene.EU_1;
import static io.fivenines.coordinator.plan.Scene.EU_2;
import static io.fivenines.coordinator.plan.Scene.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.coordinator.cluster.Intent;
import io.fivenines.coordinator.cluster.Light;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.health.Quorum;
import io.fivenines.coordinator.health.Sighting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NavigatorTest {
    private static final long LATER = NOW + 20_000;

    private final Scene scene = new Scene();
    private final Navigator navigator =
            new Navigator(scene.view().layout(), Policy.DEFAULT, new Quorum(3, 3, 2_000), new Planner());

    @Test
    void shouldProposeTheNextPlanUnderItsEpoch() {
        learn();
        observe(LATER);
        Proposal proposal = navigator.propose(9, LATER, 5).orElseThrow();
        assertThat(proposal.version()).isEqualTo(4);
        assertThat(proposal.steps()).hasSize(1);
        assertThat(proposal.plan().epoch()).isEqualTo(9);
        assertThat(proposal.plan().number()).isEqualTo(13);
        assertThat(proposal.plan().sinceMs()).isEqualTo(5);
        assertThat(proposal.plan().addresses().get("10.0.0.1").owner()).isEqualTo(EU_2);
    }

    @Test
    void shouldNotProposeBeforeThePlanWasRead() {
        observe(LATER);
        assertThat(navigator.propose(9, LATER, 5)).isEmpty();
    }

    @Test
    void shouldNotProposeUnderAnOlderEpochThanThePlans() {
        learn();
        observe(LATER);
        assertThat(navigator.propose(6, LATER, 5)).isEmpty();
    }

    @Test
    void shouldHoldDownWhatItFindsWhenItHasJustCome() {
        learn();
        observe(NOW + 9_999);
        assertThat(navigator.propose(9, NOW + 9_999, 5)).isEmpty();
        assertThat(navigator.holds()).extracting(Step.Hold::subject).containsExactly("10.0.0.1");
        assertThat(navigator.propose(9, NOW + 10_000, 5)).isPresent();
        assertThat(navigator.holds()).isEmpty();
    }

    @Test
    void shouldHoldNothingBackOnceItDoesNotLead() {
        learn();
        observe(NOW + 9_999);
        assertThat(navigator.propose(9, NOW + 9_999, 5)).isEmpty();
        assertThat(navigator.holds()).isNotEmpty();
        navigator.onTick(NOW + 9_999);
        assertThat(navigator.holds()).isEmpty();
    }

    @Test
    void shouldHoldDownWhatAnotherLeaderMoved() {
        learn();
        observe(LATER);
        Plan moved = navigator.propose(9, LATER, 5).orElseThrow().plan();
        navigator.onPlan(moved, 5, LATER);
        scene.lights.put(EU_1, Light.GREEN);
        scene.dead(EU_2, 1_200);
        observe(LATER + 5_000);
        assertThat(navigator.propose(10, LATER + 5_000, 5).orElseThrow().steps())
                .as("10.0.0.2 may move, 10.0.0.1 has just done so")
                .extracting(Step::subject)
                .containsExactly("10.0.0.2");
    }

    @Test
    void shouldNotFollowAnOlderPlan() {
        learn();
        navigator.onPlan(new Plan(6, 99, Map.of(), Map.of(), "older", 0), 3, NOW);
        assertThat(navigator.plan()).isEqualTo(scene.view().plan());
    }

    @Test
    void shouldHoldWhenObservationsAreOldOrTheirObserversGone() {
        learn();
        observe(LATER);
        assertThat(navigator.propose(9, LATER + 2_001, 5)).isEmpty();
        observe(LATER);
        navigator.onObserverGone("c-eu");
        assertThat(navigator.propose(9, LATER, 5)).as("two of three").isPresent();
        navigator.onObserverGone("c-ru");
        assertThat(navigator.propose(9, LATER, 5)).as("one of three").isEmpty();
    }

    @Test
    void shouldNotActOnOldNewsAfterItStoodStill() {
        learn();
        observe(LATER);
        long woken = LATER + 2_001;
        hear(woken - 1);
        hear(woken);
        assertThat(navigator.propose(9, woken, 5)).isEmpty();
        navigator.onConfirmed(woken - 50);
        assertThat(navigator.propose(9, woken, 5)).isPresent();
    }

    @Test
    void shouldNotActOnWhatItFindsUntilItsObserverSpeaksAgain() {
        learn();
        navigator.onConfirmed(LATER);
        hear(LATER);
        assertThat(navigator.propose(9, LATER, 5)).as("found").isEmpty();
        hear(LATER + 500);
        assertThat(navigator.propose(9, LATER + 500, 5)).as("renewed").isPresent();
        navigator.onConfirmed(LATER + 9_000);
        hear(LATER + 9_000);
        assertThat(navigator.propose(9, LATER + 9_000, 5))
                .as("found after contact was lost")
                .isEmpty();
    }

    @Test
    void shouldForgetIntentsByTheTimeOfDay() {
        learn();
        observe(LATER);
        navigator.onIntents(List.of(new Intent("f", Intent.Kind.FREEZE, "*", "", "ops", "", 100)));
        assertThat(navigator.propose(9, LATER, 99)).isEmpty();
        assertThat(navigator.propose(9, LATER, 100)).isPresent();
    }

    private void learn() {
        View view = scene.view();
        navigator.onPlan(view.plan(), 4, NOW);
        navigator.onNodes(view.nodes());
        navigator.onAgents(view.agents());
        scene.dead(EU_1, 1_200);
    }

    private void observe(long nowMs) {
        navigator.onConfirmed(nowMs);
        hear(nowMs - 500);
        hear(nowMs);
    }

    private void hear(long nowMs) {
        for (Sighting sighting : scene.view().health().sightings()) {
            navigator.onObservation(sighting.observation(), nowMs);
        }
    }
}
