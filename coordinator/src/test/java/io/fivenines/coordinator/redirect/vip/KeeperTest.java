package io.fivenines.coordinator.redirect.vip;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.coordinator.cluster.AgentRecord;
import io.fivenines.coordinator.cluster.Beat;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.Ownership;
import io.fivenines.coordinator.cluster.Plan;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeeperTest {
    private static final NodeId A = NodeId.of("eu/a");
    private static final NodeId B = NodeId.of("eu/b");
    private static final AddressSet ADDRESSES = new AddressSet(List.of("10.0.0.1", "fd00::2"));
    private static final VirtualAddress ONE = ADDRESSES.all().get(0);
    private static final VirtualAddress TWO = ADDRESSES.all().get(1);

    private Keeper keeper = agent(Set.of());

    private static Keeper agent(Set<VirtualAddress> found) {
        return new Keeper(A, ADDRESSES, LeaseConfig.DEFAULT, found, 0);
    }

    private static Plan plan(long epoch, long number, Ownership one) {
        return new Plan(epoch, number, Map.of("10.0.0.1", one), Map.of(), "as planned", 0);
    }

    private static Ownership owner(NodeId node) {
        return new Ownership(node, null, 0);
    }

    private static Beat beat(String place, boolean contact, long plan) {
        return new Beat("c1", place, 1, contact, 7, plan);
    }

    private void has(VirtualAddress... addresses) {
        keeper.onFound(Set.of(addresses));
    }

    private List<String> deeds(long nowMs) {
        return keeper.deeds(nowMs).stream()
                .map(deed -> deed.getClass().getSimpleName() + " " + deed.address())
                .toList();
    }

    /** Nothing happens until then, and the agent runs all the time. */
    private List<String> deedsAfter(long fromMs, long untilMs) {
        for (long nowMs = fromMs; nowMs < untilMs; nowMs += 50) {
            keeper.deeds(nowMs);
        }
        return deeds(untilMs);
    }

    @Test
    void shouldTakeNothingWithoutAnyContact() {
        assertThat(deeds(0)).isEmpty();
        assertThat(deeds(10_000)).isEmpty();
    }

    @Test
    void shouldTakeWhatTheFirstPlanGives() {
        keeper.onPlan(plan(7, 1, owner(A)), 90, 100);
        assertThat(deeds(100)).containsExactly("Take 10.0.0.1");
        has(ONE);
        assertThat(deeds(150)).isEmpty();
        assertThat(keeper.record("h:1")).isEqualTo(new AgentRecord(A, "h:1", Set.of("10.0.0.1"), 7, 1));
    }

    @Test
    void shouldKeepWhatItFindsAndOwnsAndRemoveTheRest() {
        keeper = agent(Set.of(ONE, TWO));
        assertThat(deeds(500)).isEmpty();
        keeper.onPlan(plan(7, 1, new Ownership(A, B, 0)), 590, 600);
        assertThat(deeds(600)).containsExactly("GiveUp fd00::2");
    }

    @Test
    void shouldRemoveWhatItFindsWhenNobodySpeaksForFiveLeases() {
        keeper = agent(Set.of(ONE));
        assertThat(deedsAfter(0, 4999)).isEmpty();
        assertThat(deeds(5000)).containsExactly("GiveUp 10.0.0.1");
        has();
        keeper.onBeat(beat("eu", false, 3), 5100);
        assertThat(deeds(5100)).as("what it gave up without a plan is nobody's").isEmpty();
    }

    @Test
    void shouldAskTheNetworkFirstIfItBeginsWithNewsOfAPlanAndNoContact() {
        keeper.onNews(plan(7, 5, owner(A)), 100);
        keeper.onBeat(beat("eu", false, 5), 100);
        assertThat(deeds(100)).as("it may have moved since").containsExactly("Probe 10.0.0.1");
        keeper.onProbed(ONE, true);
        assertThat(deeds(150)).isEmpty();
        for (long nowMs = 200; nowMs < 1100; nowMs += 50) {
            keeper.onBeat(beat("eu", false, 5), nowMs);
            assertThat(deeds(nowMs)).isEmpty();
        }
        assertThat(deeds(1100)).containsExactly("Probe 10.0.0.1");
        keeper.onProbed(ONE, false);
        assertThat(deeds(1150)).containsExactly("Take 10.0.0.1");
    }

    @Test
    void shouldRefuseAnOlderPlan() {
        keeper.onPlan(plan(7, 5, owner(A)), 0, 0);
        has(ONE);
        assertThat(keeper.onPlan(plan(7, 4, owner(B)), 10, 10)).isFalse();
        assertThat(keeper.onPlan(plan(6, 9, owner(B)), 10, 900)).isFalse();
        assertThat(deeds(900)).isEmpty();
        assertThat(deeds(1000)).as("an old plan renews nothing").containsExactly("GiveUp 10.0.0.1");
    }

    @Test
    void shouldWaitUntilThePreviousOwnerHasObeyedAndLetGo() {
        keeper.onPlan(plan(7, 2, new Ownership(A, B, 0)), 0, 0);
        keeper.onAgents(Map.of(B, new AgentRecord(B, "h:1", Set.of(), 7, 1)));
        assertThat(deeds(10)).as("it may be about to take it by the older plan").isEmpty();
        keeper.onAgents(Map.of(B, new AgentRecord(B, "h:1", Set.of("10.0.0.1"), 7, 2)));
        assertThat(deeds(20)).isEmpty();
        keeper.onAgents(Map.of(B, new AgentRecord(B, "h:1", Set.of(), 7, 2)));
        assertThat(deeds(30)).containsExactly("Take 10.0.0.1");
    }

    @Test
    void shouldTakeAsSoonAsThePreviousOwnerSaysSoItself() {
        keeper.onPlan(plan(7, 2, new Ownership(A, B, 0)), 0, 0);
        keeper.onAgents(Map.of(B, new AgentRecord(B, "h:1", Set.of("10.0.0.1"), 7, 2)));
        keeper.onTold(new AgentRecord(B, "h:1", Set.of(), 7, 1));
        assertThat(deeds(10)).as("it has not obeyed the plan yet").isEmpty();
        keeper.onTold(new AgentRecord(B, "h:1", Set.of(), 7, 2));
        assertThat(deeds(20)).containsExactly("Take 10.0.0.1");
        keeper.onPlan(plan(7, 3, owner(B)), 20, 20);
        keeper.onPlan(plan(7, 4, new Ownership(A, B, 0)), 30, 30);
        assertThat(deeds(40)).as("what it said of an older plan").isEmpty();
    }

    @Test
    void shouldObeyNewsAtOnceAndNotLiveOnThem() {
        keeper.onPlan(plan(7, 1, owner(B)), 0, 0);
        keeper.onAgents(Map.of(B, new AgentRecord(B, "h:1", Set.of(), 7, 2)));
        keeper.onNews(plan(7, 2, new Ownership(A, B, 0)), 600);
        assertThat(deeds(600)).containsExactly("Take 10.0.0.1");
        has(ONE);
        assertThat(deedsAfter(600, 999)).isEmpty();
        assertThat(deeds(1000)).containsExactly("GiveUp 10.0.0.1");
        keeper.onNews(plan(7, 1, owner(B)), 1010);
        assertThat(keeper.record("h:1").plan()).as("an older plan is no news").isEqualTo(2);
    }

    @Test
    void shouldKeepWhatItFindsUntilThePlanIsReadThoughNewsSayWhoseItIs() {
        keeper = agent(Set.of(ONE));
        keeper.onNews(plan(7, 1, owner(A)), 100);
        assertThat(deeds(100)).isEmpty();
        assertThat(deedsAfter(100, 1900)).isEmpty();
    }

    @Test
    void shouldWaitForWhatIsLeftOfTheLeaseOfASilentOwner() {
        keeper.onPlan(plan(7, 2, new Ownership(A, B, 700)), 50, 50);
        assertThat(deeds(499)).isEmpty();
        assertThat(deeds(500)).containsExactly("Take 10.0.0.1");
    }

    @Test
    void shouldLeaveALiveOwnerAMomentEvenIfItsGatewayWasSilentForLong() {
        keeper.onAgents(Map.of(B, new AgentRecord(B, "h:1", Set.of("10.0.0.1"), 7, 1)));
        keeper.onPlan(plan(7, 2, new Ownership(A, B, 5000)), 0, 0);
        assertThat(deeds(99)).isEmpty();
        assertThat(deeds(100)).containsExactly("Take 10.0.0.1");
    }

    @Test
    void shouldWaitForTheOwnerOfAPlanBeforeThePrevious() {
        NodeId c = NodeId.of("eu/c");
        keeper.onPlan(plan(7, 1, owner(c)), 0, 0);
        keeper.onPlan(plan(7, 3, new Ownership(A, B, 0)), 100, 100);
        keeper.onAgents(Map.of(B, new AgentRecord(B, "h:1", Set.of(), 7, 3)));
        assertThat(deeds(900)).isEmpty();
        keeper.onPlan(plan(7, 3, new Ownership(A, B, 0)), 1000, 1000);
        assertThat(deeds(1249)).isEmpty();
        assertThat(deeds(1250)).as("the lease of c has run out").containsExactly("Take 10.0.0.1");
    }

    @Test
    void shouldLiveOnBeatsThatNameThePlanItHasObeyed() {
        keeper.onPlan(plan(7, 5, owner(A)), 0, 0);
        has(ONE);
        for (long nowMs = 100; nowMs <= 5000; nowMs += 100) {
            assertThat(keeper.onBeat(beat("w", true, 5), nowMs)).isFalse();
        }
        assertThat(deeds(5999)).isEmpty();
        assertThat(deeds(6000)).containsExactly("GiveUp 10.0.0.1");
    }

    @Test
    void shouldReadANewerPlanAtOnceAndNotLiveOnBeatsUntilItHas() {
        keeper.onPlan(plan(7, 5, owner(A)), 0, 0);
        has(ONE);
        assertThat(keeper.onBeat(beat("w", true, 6), 100)).isTrue();
        keeper.onBeat(beat("eu", true, 5), 200);
        keeper.onBeat(beat("eu", false, 5), 200);
        assertThat(deedsAfter(200, 1000)).containsExactly("GiveUp 10.0.0.1");
    }

    @Test
    void shouldProbeWhenOnlyACoordinatorWithoutContactIsLeft() {
        keeper.onPlan(plan(7, 5, owner(A)), 0, 0);
        has(ONE);
        keeper.onBeat(beat("w", false, 5), 900);
        keeper.onBeat(beat("eu", false, 5), 950);
        assertThat(deeds(1000)).containsExactly("Probe 10.0.0.1");
        keeper.onProbed(ONE, false);
        assertThat(deeds(1500)).isEmpty();
        keeper.onBeat(beat("eu", false, 5), 1900);
        assertThat(deeds(2000)).containsExactly("Probe 10.0.0.1");
        keeper.onProbed(ONE, true);
        assertThat(deeds(2005)).containsExactly("GiveUp 10.0.0.1");
    }

    @Test
    void shouldHearAnAnswerThoughAnEarlierProbeEndedUnansweredInBetween() {
        keeper.onPlan(plan(7, 5, owner(A)), 0, 0);
        has(ONE);
        keeper.onBeat(beat("eu", false, 5), 950);
        assertThat(deeds(1000)).containsExactly("Probe 10.0.0.1");
        keeper.onBeat(beat("eu", false, 5), 1900);
        assertThat(deeds(2000)).containsExactly("Probe 10.0.0.1");
        keeper.onProbed(ONE, false);
        keeper.onProbed(ONE, true);
        assertThat(deeds(2005)).containsExactly("GiveUp 10.0.0.1");
    }

    @Test
    void shouldTakeBackAfterTheLeaseByBeatsOnlyWhatNobodyAnswersFor() {
        keeper.onPlan(plan(7, 5, owner(A)), 0, 0);
        deedsAfter(0, 2000);
        keeper.onBeat(beat("eu", true, 5), 2100);
        assertThat(deeds(2100)).containsExactly("Probe 10.0.0.1");
        keeper.onProbed(ONE, false);
        assertThat(deeds(2200)).containsExactly("Take 10.0.0.1");
    }

    @Test
    void shouldNotTrustAProbeFromBeforeTheLeaseRanOut() {
        keeper.onPlan(plan(7, 5, owner(A)), 0, 0);
        deedsAfter(0, 2000);
        keeper.onBeat(beat("eu", true, 5), 2100);
        assertThat(deeds(2100)).containsExactly("Probe 10.0.0.1");
        deedsAfter(2100, 4000);
        keeper.onProbed(ONE, false);
        keeper.onBeat(beat("eu", true, 5), 4050);
        assertThat(deeds(4060)).containsExactly("Probe 10.0.0.1");
    }

    @Test
    void shouldReadThePlanBeforeItLetsGoAfterItWasItselfHeldUp() {
        keeper.onPlan(plan(7, 5, owner(A)), 0, 0);
        has(ONE);
        assertThat(deeds(950)).isEmpty();
        keeper.onBeat(beat("w", true, 5), 1300);
        assertThat(deeds(1300)).as("held up for 350 ms").isEmpty();
        keeper.onPlan(plan(7, 5, owner(A)), 1310, 1350);
        assertThat(deeds(1350)).isEmpty();
        assertThat(deeds(2310)).isEmpty();
        assertThat(deeds(2510))
                .as("the grace is over, and beats from before it counted for nothing")
                .containsExactly("GiveUp 10.0.0.1");
    }

    @Test
    void shouldLetGoAfterTheGraceIfItCannotReadThePlan() {
        keeper.onPlan(plan(7, 5, owner(A)), 0, 0);
        has(ONE);
        assertThat(deeds(950)).isEmpty();
        assertThat(deeds(5000)).isEmpty();
        keeper.onBeat(beat("w", true, 5), 5010);
        assertThat(deeds(5199)).isEmpty();
        assertThat(deeds(5200)).containsExactly("GiveUp 10.0.0.1");
    }

    @Test
    void shouldStopTheGatewayWhenAnAddressWillNotGo() {
        keeper.onPlan(plan(7, 5, owner(A)), 0, 0);
        has(ONE);
        keeper.onPlan(plan(7, 6, owner(B)), 100, 100);
        assertThat(deeds(100)).containsExactly("HandOver 10.0.0.1");
        assertThat(deeds(399)).containsExactly("HandOver 10.0.0.1");
        assertThat(deeds(400)).containsExactly("Stop 10.0.0.1");
    }

    @Test
    void shouldHandOverOnlyWhatAnotherGets() {
        keeper.onPlan(plan(7, 5, owner(A)), 0, 0);
        has(ONE);
        keeper.onPlan(plan(7, 6, owner(null)), 100, 100);
        assertThat(deeds(100)).containsExactly("GiveUp 10.0.0.1");
        keeper.onNews(plan(7, 7, owner(B)), 150);
        assertThat(deeds(150)).containsExactly("HandOver 10.0.0.1");
    }

    @Test
    void shouldNotHandOverWhatItMayHaveHadForTooLong() {
        keeper.onPlan(plan(7, 5, owner(A)), 0, 0);
        has(ONE);
        assertThat(deedsAfter(0, 990)).isEmpty();
        keeper.onNews(plan(7, 6, owner(B)), 1010);
        assertThat(deeds(1010)).containsExactly("GiveUp 10.0.0.1");
    }

    @Test
    void shouldTryAgainWhatItCouldNotTakeButNotAtOnce() {
        keeper.onPlan(plan(7, 5, owner(A)), 0, 0);
        assertThat(deeds(0)).containsExactly("Take 10.0.0.1");
        assertThat(deeds(499)).isEmpty();
        assertThat(deeds(500)).containsExactly("Take 10.0.0.1");
    }
}
