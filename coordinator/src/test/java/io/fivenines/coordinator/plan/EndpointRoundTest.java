package io.fivenines.coordinator.plan;

import static io.fivenines.coordinator.plan.Scene.EU_1;
import static io.fivenines.coordinator.plan.Scene.EU_2;
import static io.fivenines.coordinator.plan.Scene.NOW;
import static io.fivenines.coordinator.plan.Scene.RU_1;
import static io.fivenines.coordinator.plan.Scene.RU_2;
import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.coordinator.cluster.Intent;
import io.fivenines.coordinator.cluster.Intent.Kind;
import io.fivenines.coordinator.cluster.Light;
import io.fivenines.coordinator.cluster.NodeState;
import io.fivenines.coordinator.cluster.Ownership;
import io.fivenines.coordinator.cluster.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EndpointRoundTest {
    private static final Target EU = new Target("eu", List.of("10.0.0.1", "10.0.0.2"));
    private static final Target RU = new Target("ru", List.of("10.0.1.1", "10.0.1.2"));

    private final Scene scene = new Scene();

    @Test
    void shouldPointToTheFallbackWhenADatacenterIsDead() {
        scene.datacenters.put("eu", Light.RED);
        assertThat(scene.changes())
                .containsExactly(new Step.PointEndpoint(
                        "eu.gw",
                        "eu",
                        RU,
                        "the public addresses of eu: red for c-eu in eu, red for c-ru in ru, "
                                + "red for c-witness in witness"));
    }

    @Test
    void shouldKeepADatacenterThatTrackersReachWhateverItsNodesLookLike() {
        scene.dead(EU_1, 5_000).dead(EU_2, 5_000);
        assertThat(scene.changes()).isEmpty();
        scene.datacenters.clear();
        assertThat(points()).as("nobody tries it, so its nodes decide").containsExactly("eu.gw to ru");
    }

    @Test
    void shouldNeverLeaveTheLastDatacenter() {
        scene.datacenters.put("eu", Light.RED);
        scene.datacenters.put("ru", Light.YELLOW);
        assertThat(scene.changes()).isEmpty();
        assertThat(scene.holds())
                .anyMatch(
                        words -> words.startsWith("eu.gw stays: ") && words.contains("the last one is not left: ru:"));
        scene.orders.put("eu.gw", List.of("eu"));
        assertThat(scene.holds()).anyMatch(words -> words.contains("it has no fallback"));
    }

    @Test
    void shouldDoubtTheObserversWhenMoreThanHalfOfTheDatacentersLookDead() {
        scene.datacenters.put("eu", Light.RED);
        scene.datacenters.put("ru", Light.RED);
        assertThat(scene.changes()).isEmpty();
        assertThat(scene.holds()).anyMatch(words -> words.startsWith("eu.gw stays: 2 of 2 datacenters look dead"));
    }

    @Test
    void shouldMoveAnEndpointAtMostOnceAHoldDown() {
        scene.datacenters.put("eu", Light.RED);
        scene.movedMs.put("eu.gw", NOW - 29_999);
        assertThat(scene.changes()).isEmpty();
        assertThat(scene.holds()).anyMatch(words -> words.startsWith("eu.gw stays: it moved 29.9 s ago"));
        scene.movedMs.put("eu.gw", NOW - 30_000);
        assertThat(points()).containsExactly("eu.gw to ru");
    }

    @Test
    void shouldSayWhyADatacenterStaysThatAnotherCannotReach() {
        scene.seenFrom.put("eu", Map.of("eu", Light.GREEN, "ru", Light.RED));
        assertThat(scene.changes()).isEmpty();
        assertThat(scene.holds())
                .containsExactly("ru.gw stays: not enough observers agree on the public addresses of ru: red for c-eu"
                        + " in eu, green for c-ru in ru, green for c-witness in witness");
    }

    @Test
    void shouldNotGoBackByItself() {
        scene.endpoints.put("eu.gw", RU);
        assertThat(scene.plan()).isEmpty();
    }

    @Test
    void shouldGoBackAtItsPaceIfToldTo() {
        scene.policy = AddressRoundTest.paced();
        scene.endpoints.put("eu.gw", RU);
        scene.endpoints.put("ru.gw", EU);
        assertThat(points()).as("one at a time").containsExactly("eu.gw to eu");
        scene.movedMs.put("eu.gw", NOW - 59_999);
        assertThat(points()).isEmpty();
        scene.movedMs.put("eu.gw", NOW - 60_000);
        scene.greenSinceMs.put("eu", NOW - 299_999);
        assertThat(points()).containsExactly("ru.gw to ru");
    }

    @Test
    void shouldLeaveADatacenterWhoseNodesCannotAcknowledgeIfAnotherCan() {
        scene.state(EU_1, NodeState.FULL).state(EU_2, NodeState.FULL);
        assertThat(points()).containsExactly("eu.gw to ru");
        scene.state(RU_1, NodeState.FULL).state(RU_2, NodeState.FULL);
        assertThat(points()).isEmpty();
    }

    @Test
    void shouldLeaveADatacenterThatIsDrainedAltogetherInSpiteOfTheHoldDown() {
        scene.intend(Kind.DRAIN, "eu/gw-1", "").intend(Kind.DRAIN, "eu/gw-2", "");
        scene.movedMs.put("eu.gw", NOW - 1_000);
        assertThat(points()).containsExactly("eu.gw to ru");
    }

    @Test
    void shouldObeyAForceWhateverTheLightsSay() {
        scene.datacenters.put("ru", Light.RED);
        scene.movedMs.put("eu.gw", NOW);
        scene.intend(Kind.FORCE, "eu", "ru");
        assertThat(points()).containsExactly("eu.gw to ru");
        assertThat(scene.changes().get(0).reason()).isEqualTo("eu is forced to ru by ops for another 60.0 s");
    }

    @Test
    void shouldForceOneEndpointAlone() {
        scene.endpoints.put("eu.gw", RU);
        scene.intend(Kind.FORCE, "eu.gw", "eu");
        assertThat(points()).containsExactly("eu.gw to eu");
        scene.endpoints.put("eu.gw", EU);
        assertThat(scene.plan()).isEmpty();
    }

    @Test
    void shouldHoldWhileOperatorsContradictEachOther() {
        scene.intend(Kind.FORCE, "eu", "ru").intend(Kind.FORCE, "ru", "eu");
        assertThat(scene.changes()).isEmpty();
        assertThat(scene.holds())
                .anyMatch(words -> words.contains("eu is forced to ru by ops")
                        && words.contains(", but ru is forced to eu by ops"));
        scene.intents.clear();
        scene.intend(Kind.FORCE, "eu", "eu");
        assertThat(scene.plan()).as("to where it is").isEmpty();
    }

    @Test
    void shouldNotForceToWhereNoAddressHasAnOwner() {
        scene.addresses.replaceAll(
                (address, ownership) -> address.startsWith("10.0.1.") ? new Ownership(null, null, 0) : ownership);
        scene.dead(RU_1, 9_000).dead(RU_2, 9_000).intend(Kind.FORCE, "eu", "ru");
        assertThat(points()).isEmpty();
        assertThat(scene.holds()).anyMatch(words -> words.contains("no address of that datacenter has an owner"));
    }

    @Test
    void shouldFallBackToNoDatacenterThatAnOperatorHasLeft() {
        scene.intend(Kind.FORCE, "eu", "ru");
        scene.endpoints.put("eu.gw", RU);
        scene.datacenters.put("ru", Light.RED);
        assertThat(points()).isEmpty();
    }

    @Test
    void shouldFreezeAnEndpoint() {
        scene.datacenters.put("eu", Light.RED);
        scene.intend(Kind.FREEZE, "eu.gw", "");
        assertThat(points()).isEmpty();
        assertThat(scene.holds()).anyMatch(words -> words.startsWith("eu.gw stays: eu.gw is frozen by ops"));
        scene.intents.clear();
        scene.intend(Kind.FREEZE, "ru", "");
        assertThat(points()).as("nothing comes to ru either").isEmpty();
    }

    @Test
    void shouldForgetAnIntentThatHasExpired() {
        scene.datacenters.put("eu", Light.RED);
        scene.intents.add(new Intent("old", Kind.FREEZE, "*", "", "ops", "", NOW));
        assertThat(points()).containsExactly("eu.gw to ru");
    }

    @Test
    void shouldListTheAddressesThatHaveAnOwnerAndNeverNone() {
        scene.addresses.put("10.0.0.1", new Ownership(null, EU_1, 0));
        scene.movedMs.put("10.0.0.1", NOW);
        assertThat(scene.changes())
                .containsExactly(new Step.ListAddresses(
                        "eu.gw",
                        new Target("eu", List.of("10.0.0.2")),
                        "the addresses of eu that have an owner are now [10.0.0.2]"));
        scene.addresses.put("10.0.0.2", new Ownership(null, EU_2, 0));
        scene.movedMs.put("10.0.0.2", NOW);
        assertThat(scene.changes()).isEmpty();
    }

    @Test
    void shouldBeginWithTheHomeAndWaitForItWhileItMayComeUp() {
        scene.endpoints.remove("eu.gw");
        assertThat(points()).containsExactly("eu.gw to eu");
        scene.datacenters.put("eu", Light.YELLOW);
        assertThat(points()).isEmpty();
        assertThat(scene.holds()).anyMatch(words -> words.startsWith("eu.gw stays: it points nowhere yet"));
        scene.datacenters.put("eu", Light.RED);
        assertThat(points()).containsExactly("eu.gw to ru");
    }

    @Test
    void shouldNotBeginWithAFallbackThatOnlyCameUpSooner() {
        scene.endpoints.remove("eu.gw");
        scene.datacenters.put("eu", Light.RED);
        scene.greenSinceMs.put("ru", NOW - Policy.DEFAULT.endpointHoldDownMs() + 1);
        assertThat(points()).isEmpty();
        assertThat(scene.holds()).anyMatch(words -> words.startsWith("eu.gw stays: it points nowhere yet"));
        scene.greenSinceMs.put("ru", NOW - Policy.DEFAULT.endpointHoldDownMs());
        assertThat(points()).containsExactly("eu.gw to ru");
    }

    @Test
    void shouldForgetAnEndpointThatIsNotConfiguredAnyMore() {
        scene.orders.remove("eu.gw");
        assertThat(scene.changes())
                .containsExactly(new Step.ForgetEndpoint("eu.gw", "eu.gw is not configured any more"));
    }

    private List<String> points() {
        return scene.changes().stream()
                .filter(Step.PointEndpoint.class::isInstance)
                .map(Step.PointEndpoint.class::cast)
                .map(step -> step.endpoint() + " to " + step.to().datacenter())
                .toList();
    }
}
