package io.fivenines.coordinator.plan;

import static io.fivenines.coordinator.plan.Scene.EU_1;
import static io.fivenines.coordinator.plan.Scene.EU_2;
import static io.fivenines.coordinator.plan.Scene.EU_3;
import static io.fivenines.coordinator.plan.Scene.NOW;
import static io.fivenines.coordinator.plan.Scene.RU_1;
import static io.fivenines.coordinator.plan.Scene.RU_2;
import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.coordinator.cluster.Intent.Kind;
import io.fivenines.coordinator.cluster.Light;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.NodeState;
import io.fivenines.coordinator.cluster.Ownership;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressRoundTest {
    private final Scene scene = new Scene();

    @Test
    void shouldDoNothingWhileAllIsWell() {
        assertThat(scene.plan()).isEmpty();
    }

    @Test
    void shouldMoveTheAddressOfADeadNodeAndSayWhoSaysSo() {
        scene.dead(EU_1, 1_200);
        assertThat(scene.changes())
                .containsExactly(new Step.MoveAddress(
                        "10.0.0.1",
                        EU_1,
                        new Ownership(EU_2, EU_1, 1_200),
                        "eu/gw-1 is red: red for c-eu in eu (silent for 1.2 s), red for c-ru in ru (silent for 1.2 s), "
                                + "red for c-witness in witness (silent for 1.2 s)"));
    }

    @Test
    void shouldSpreadWhatADeadNodeHadOverTheOthers() {
        scene.euAddresses.addAll(List.of("10.0.0.3", "10.0.0.4"));
        scene.join(EU_3);
        scene.own("10.0.0.3", EU_1).own("10.0.0.4", EU_1).dead(EU_1, 1_200);
        assertThat(moves())
                .as("gw-3 had none, gw-2 one: minimal movement, even spread")
                .containsExactly("10.0.0.1 to eu/gw-3", "10.0.0.3 to eu/gw-2", "10.0.0.4 to eu/gw-3");
    }

    @Test
    void shouldKeepWhatIsMerelyLateAndGiveItNothingNew() {
        scene.lights.put(EU_1, Light.YELLOW);
        assertThat(scene.plan()).isEmpty();
        scene.dead(EU_2, 1_200);
        assertThat(scene.changes()).isEmpty();
        assertThat(scene.holds())
                .anyMatch(words -> words.startsWith("10.0.0.2 stays: eu/gw-2 is red")
                        && words.contains("nobody else can take it: eu/gw-1 is yellow"));
    }

    @Test
    void shouldGiveAnAddressToTheNodeAnOperatorWants() {
        scene.join(EU_3).own("10.0.0.2", EU_1).intend(Kind.FORCE, "10.0.0.2", "eu/gw-2");
        assertThat(moves()).as("gw-3 has as few").containsExactly("10.0.0.2 to eu/gw-2");
        scene.addresses.put("10.0.0.2", new Ownership(EU_2, null, 0));
        assertThat(scene.plan()).as("it is there").isEmpty();
    }

    @Test
    void shouldHaveAForcedAddressElsewhereWhileItsNodeIsDead() {
        scene.join(EU_3).intend(Kind.FORCE, "10.0.0.2", "eu/gw-2").dead(EU_2, 1_200);
        assertThat(moves()).containsExactly("10.0.0.2 to eu/gw-3");
        scene.own("10.0.0.2", EU_3);
        assertThat(scene.changes()).isEmpty();
        assertThat(scene.holds())
                .anyMatch(words -> words.startsWith("10.0.0.2 stays: 10.0.0.2 is forced to eu/gw-2 by ops")
                        && words.contains("but that cannot take it: ")
                        && words.contains("eu/gw-2 is red"));
        scene.lights.put(EU_2, Light.GREEN);
        scene.movedMs.put("10.0.0.2", NOW - 5_000);
        assertThat(scene.changes())
                .as("a node that flaps must not drag it to and fro")
                .isEmpty();
        scene.movedMs.put("10.0.0.2", NOW - 10_000);
        assertThat(moves()).containsExactly("10.0.0.2 to eu/gw-2");
    }

    @Test
    void shouldNotForceAnAddressPastAFreezeADrainOrItsDatacenter() {
        scene.intend(Kind.FORCE, "10.0.0.1", "eu/gw-2").intend(Kind.FREEZE, "eu", "");
        assertThat(scene.changes()).isEmpty();
        scene.intents.remove(1);
        scene.intend(Kind.DRAIN, "eu/gw-2", "");
        assertThat(moves()).containsExactly("10.0.0.2 to eu/gw-1");
        scene.intents.clear();
        scene.intend(Kind.FORCE, "10.0.0.1", "ru/gw-1");
        assertThat(scene.changes()).isEmpty();
    }

    @Test
    void shouldLeaveAForcedAddressOutWhenItSpreads() {
        scene.policy = paced();
        scene.own("10.0.0.2", EU_1).intend(Kind.FORCE, "10.0.0.1", "eu/gw-1").intend(Kind.FORCE, "10.0.0.2", "eu/gw-1");
        assertThat(scene.changes()).isEmpty();
    }

    @Test
    void shouldEmptyAFullNodeOnlyIfAnotherCanTakeIt() {
        scene.state(EU_1, NodeState.FULL);
        assertThat(moves()).containsExactly("10.0.0.1 to eu/gw-2");
        scene.state(EU_2, NodeState.FULL);
        assertThat(moves()).isEmpty();
        assertThat(scene.holds()).anyMatch(words -> words.contains("gw-1 says it is full"));
    }

    @Test
    void shouldNotMoveAnythingOffAHostWithoutAnAgentThatLetsGo() {
        scene.state(EU_1, NodeState.FULL).agents.remove(EU_1);
        assertThat(moves()).isEmpty();
        assertThat(scene.holds()).anyMatch(words -> words.contains("eu/gw-1 has no agent that would take it off"));
        scene.state(EU_1, NodeState.SERVING).intend(Kind.DRAIN, "eu/gw-1", "");
        assertThat(moves()).isEmpty();
        scene.dead(EU_1, 1_200);
        assertThat(moves()).as("its host is silent too").containsExactly("10.0.0.1 to eu/gw-2");
    }

    @Test
    void shouldDoubtTheObserversWhenMoreThanHalfLooksDead() {
        scene.join(EU_3).dead(EU_1, 5_000).dead(EU_2, 5_000).dead(RU_1, 5_000);
        assertThat(scene.changes()).isEmpty();
        assertThat(scene.holds()).anyMatch(words -> words.contains("3 of 5 nodes look dead to the observers"));
        scene.gone(RU_1);
        assertThat(moves())
                .as("ZooKeeper says the same of one")
                .containsExactly("10.0.0.1 to eu/gw-3", "10.0.0.2 to eu/gw-3", "10.0.1.1 to ru/gw-2");
    }

    @Test
    void shouldNotCountADeadDatacenterTowardsTheDoubt() {
        scene.dead(EU_1, 5_000).dead(RU_1, 5_000).dead(Scene.RU_2, 5_000);
        assertThat(moves()).isEmpty();
        scene.datacenters.put("ru", Light.RED);
        assertThat(moves()).containsExactly("10.0.0.1 to eu/gw-2");
    }

    @Test
    void shouldMoveAnAddressAtMostOnceAHoldDown() {
        scene.dead(EU_1, 1_200).movedMs.put("10.0.0.1", NOW - 9_999);
        assertThat(scene.changes()).isEmpty();
        assertThat(scene.holds())
                .anyMatch(words ->
                        words.startsWith("10.0.0.1 stays: it moved 9.9 s ago, and moves at most once in 10.0 s"));
        scene.movedMs.put("10.0.0.1", NOW - 10_000);
        assertThat(moves()).containsExactly("10.0.0.1 to eu/gw-2");
    }

    @Test
    void shouldDrainANodeInSpiteOfTheHoldDown() {
        scene.intend(Kind.DRAIN, "eu/gw-1", "").movedMs.put("10.0.0.1", NOW - 3_000);
        assertThat(moves()).containsExactly("10.0.0.1 to eu/gw-2");
        assertThat(scene.changes().get(0).reason()).isEqualTo("eu/gw-1 is drained by ops for another 60.0 s");
    }

    @Test
    void shouldKeepTheAddressOfADrainedNodeIfNobodyElseCanTakeIt() {
        scene.intend(Kind.DRAIN, "eu/gw-1", "").intend(Kind.DRAIN, "eu/gw-2", "");
        assertThat(scene.changes()).noneMatch(Step.MoveAddress.class::isInstance);
        assertThat(scene.holds()).anyMatch(words -> words.startsWith("10.0.0.1 stays: eu/gw-1 is drained"));
    }

    @Test
    void shouldNotForgetAnOwnerThatMayStillHaveTheAddress() {
        scene.join(EU_3).intend(Kind.DRAIN, "eu/gw-2", "");
        scene.addresses.put("10.0.0.2", new Ownership(EU_2, EU_1, 0));
        scene.movedMs.put("10.0.0.2", NOW - 1_199);
        assertThat(scene.changes()).isEmpty();
        assertThat(scene.holds())
                .anyMatch(words -> words.equals("10.0.0.2 stays: it is still on its way from eu/gw-1 to eu/gw-2"));
        scene.movedMs.put("10.0.0.2", NOW - 1_200);
        assertThat(scene.changes())
                .contains(new Step.MoveAddress(
                        "10.0.0.2",
                        EU_2,
                        new Ownership(EU_3, EU_2, 0),
                        "eu/gw-2 is drained by ops for another 60.0 s"));
    }

    @Test
    void shouldNameThePreviousOwnerUntilTheNextOneHasTheAddress() {
        scene.addresses.put("10.0.0.1", new Ownership(EU_1, EU_2, 0));
        scene.agent(EU_1);
        assertThat(scene.changes()).noneMatch(Step.SettleAddress.class::isInstance);
        scene.agent(EU_1, "10.0.0.1").agent(EU_2, "10.0.0.2", "10.0.0.1");
        assertThat(scene.changes()).as("the one before still has it").isEmpty();
        scene.agent(EU_2, "10.0.0.2").movedMs.put("10.0.0.1", NOW - 1_199);
        assertThat(scene.changes()).as("its record may be old").isEmpty();
        scene.movedMs.put("10.0.0.1", NOW - 1_200);
        assertThat(scene.changes())
                .containsExactly(
                        new Step.SettleAddress("10.0.0.1", EU_1, "eu/gw-1 has 10.0.0.1 and eu/gw-2 has let go"));
    }

    @Test
    void shouldPassOverAnOwnerThatDoesNotTakeTheAddress() {
        scene.agent(EU_1).missingSinceMs.put("10.0.0.1", NOW - 2_999);
        assertThat(scene.plan()).as("it may be about to").isEmpty();
        scene.missingSinceMs.put("10.0.0.1", NOW - 3_000);
        assertThat(scene.changes())
                .singleElement()
                .satisfies(step -> assertThat(step.reason()).isEqualTo("eu/gw-1 has not had it for 3.0 s"));
        scene.movedMs.put("10.0.0.1", NOW - 2_999);
        assertThat(scene.plan()).as("it was given to it only now").isEmpty();
        scene.movedMs.clear();
        scene.agentsNeeded = false;
        assertThat(scene.plan()).as("nobody is there to take it").isEmpty();
    }

    @Test
    void shouldGiveOutAddressesOnceTheNodesHaveGathered() {
        scene.addresses.remove("10.0.0.1");
        scene.addresses.remove("10.0.0.2");
        scene.gatheredMs.put("eu", NOW - 1_999);
        assertThat(moves()).isEmpty();
        assertThat(scene.holds()).anyMatch(words -> words.contains("still gathering"));
        scene.gatheredMs.put("eu", NOW - 2_000);
        assertThat(moves()).containsExactly("10.0.0.1 to eu/gw-1", "10.0.0.2 to eu/gw-2");
    }

    @Test
    void shouldFreezeADatacenter() {
        scene.dead(EU_1, 1_200).intend(Kind.FREEZE, "eu", "");
        assertThat(scene.changes()).isEmpty();
        assertThat(scene.holds()).anyMatch(words -> words.startsWith("10.0.0.1 stays: eu is frozen by ops"));
        scene.intents.clear();
        scene.intend(Kind.FREEZE, "*", "");
        assertThat(scene.changes()).isEmpty();
        scene.intents.clear();
        scene.intend(Kind.FREEZE, "ru", "");
        assertThat(moves()).containsExactly("10.0.0.1 to eu/gw-2");
    }

    @Test
    void shouldWithdrawALostAddressOnlyWhileTheDatacenterServesByAnother() {
        scene.state(EU_2, NodeState.FULL).gone(EU_1);
        assertThat(scene.changes())
                .first()
                .satisfies(step -> assertThat(step)
                        .isInstanceOf(Step.WithdrawAddress.class)
                        .extracting(Step::subject)
                        .isEqualTo("10.0.0.1"));
        scene.gone(EU_2);
        assertThat(scene.changes()).as("the last of the datacenter stays").isEmpty();
    }

    @Test
    void shouldGiveAWithdrawnAddressToWhoComesBackAndRememberWhoHadIt() {
        scene.addresses.put("10.0.0.1", new Ownership(null, EU_1, 0));
        scene.dead(EU_1, 7_000);
        assertThat(scene.changes())
                .contains(new Step.MoveAddress(
                        "10.0.0.1",
                        null,
                        new Ownership(EU_2, EU_1, 7_000),
                        "nobody has 10.0.0.1, and eu/gw-2 has the fewest addresses"));
    }

    @Test
    void shouldWithdrawAndForgetAnAddressThatIsNotConfiguredAnyMore() {
        scene.euAddresses.remove("10.0.0.2");
        assertThat(scene.changes())
                .contains(new Step.WithdrawAddress(
                        "10.0.0.2", new Ownership(null, EU_2, 0), "10.0.0.2 is not configured any more"));
        scene.addresses.put("10.0.0.2", new Ownership(null, EU_2, 0));
        scene.movedMs.put("10.0.0.2", NOW - 100);
        assertThat(scene.changes()).noneMatch(Step.ForgetAddress.class::isInstance);
        scene.movedMs.put("10.0.0.2", NOW - 1_200);
        assertThat(scene.changes()).anyMatch(Step.ForgetAddress.class::isInstance);
    }

    @Test
    void shouldSpreadAgainOnlyIfToldToAndAtItsPace() {
        scene.own("10.0.0.2", EU_1).agent(EU_2);
        assertThat(scene.plan()).as("manual").isEmpty();
        scene.policy = paced();
        assertThat(moves()).containsExactly("10.0.0.1 to eu/gw-2");
        scene.movedMs.put("10.0.1.1", NOW - 59_999);
        assertThat(moves()).as("something moved within the pace").isEmpty();
        scene.movedMs.clear();
        scene.greenSinceMs.put("eu/gw-2", NOW - 299_999);
        assertThat(moves()).as("not green for long enough").isEmpty();
    }

    @Test
    void shouldSpreadAgainWhateverIsHeldElsewhere() {
        scene.own("10.0.0.2", EU_1).agent(EU_2);
        scene.policy = paced();
        scene.dead(RU_1, 1_200);
        scene.lights.put(RU_2, Light.YELLOW);
        assertThat(scene.holds()).anyMatch(words -> words.startsWith("10.0.1.1 stays: ru/gw-1 is red"));
        assertThat(moves()).containsExactly("10.0.0.1 to eu/gw-2");
    }

    static Policy paced() {
        Policy usual = Policy.DEFAULT;
        return new Policy(
                usual.addressHoldDownMs(),
                usual.endpointHoldDownMs(),
                usual.leaseMs(),
                usual.fenceMs(),
                usual.takeMs(),
                usual.gatherMs(),
                FailBack.PACED,
                usual.failBackSteadyMs(),
                usual.failBackPaceMs());
    }

    private List<String> moves() {
        return scene.changes().stream()
                .filter(Step.MoveAddress.class::isInstance)
                .map(Step.MoveAddress.class::cast)
                .map(step -> step.address() + " to " + owner(step))
                .toList();
    }

    private static NodeId owner(Step.MoveAddress step) {
        return step.next().owner();
    }
}
