package io.fivenines.coordinator.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fivenines.coordinator.cluster.Light;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.Observation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthViewTest {
    private static final NodeId A = new NodeId("eu", "gw-1");
    private static final Quorum THREE = new Quorum(3, 3, 2_000);

    @Test
    void shouldCallRedWhatAMajorityInTwoPlacesCallsRed() {
        HealthView view = view(THREE, says("c1", "eu", Light.GREEN), says("c2", "ru", Light.RED));
        assertThat(view.node(A)).isEqualTo(Light.YELLOW);
        view = view(THREE, says("c1", "eu", Light.RED), says("c2", "ru", Light.RED));
        assertThat(view.node(A)).isEqualTo(Light.RED);
    }

    @Test
    void shouldNotCallRedWhatAMajorityInOnePlaceCallsRed() {
        Observation[] said = {says("c1", "eu", Light.RED), says("c2", "eu", Light.RED), says("c3", "ru", Light.GREEN)};
        assertThat(view(new Quorum(3, 2, 2_000), said).node(A)).isEqualTo(Light.YELLOW);
        assertThat(view(new Quorum(3, 1, 2_000), said).node(A))
                .as("there is only one place")
                .isEqualTo(Light.RED);
    }

    @Test
    void shouldCountObserversThatAreNotThere() {
        assertThat(view(THREE, says("c1", "eu", Light.RED)).node(A)).isEqualTo(Light.YELLOW);
        assertThat(view(THREE, says("c1", "eu", Light.GREEN)).node(A)).isEqualTo(Light.YELLOW);
        assertThat(view(THREE, says("c1", "eu", Light.RED)).isQuorate()).isFalse();
        HealthView four = view(
                new Quorum(1, 1, 2_000),
                says("c1", "eu", Light.RED),
                says("c2", "ru", Light.RED),
                says("c3", "w", Light.GREEN),
                says("c4", "w", Light.GREEN));
        assertThat(four.node(A)).as("more are there than configured").isEqualTo(Light.YELLOW);
    }

    @Test
    void shouldNotCountWhatIsStaleByTheReadersClock() {
        Sighting old = new Sighting(says("c1", "eu", Light.RED), 999);
        Sighting recent = new Sighting(says("c2", "ru", Light.RED), 1_000);
        assertThat(HealthView.of(List.of(old, recent), THREE, 2_999).node(A)).isEqualTo(Light.RED);
        assertThat(HealthView.of(List.of(old, recent), THREE, 3_000).node(A)).isEqualTo(Light.YELLOW);
    }

    @Test
    void shouldJudgeDatacentersAlike() {
        HealthView view = view(THREE, says("c1", "eu", Light.GREEN), says("c2", "ru", Light.GREEN));
        assertThat(view.datacenter("eu")).isEqualTo(Light.GREEN);
        assertThat(view.datacenter("us")).isEqualTo(Light.YELLOW);
        assertThat(view.speaksOf("eu")).isTrue();
        assertThat(view.speaksOf("us")).isFalse();
        assertThat(view.speaksOf(A)).isTrue();
        assertThat(view.speaksOf(new NodeId("eu", "gw-2"))).isFalse();
    }

    @Test
    void shouldKnowForHowLongNobodyHasHeardOfANode() {
        assertThat(view(THREE, says("c1", "eu", Light.RED), says("c2", "ru", Light.RED))
                        .silentMs(A))
                .isEqualTo(1_300);
        assertThat(view(THREE, says("c1", "eu", Light.RED), says("c2", "ru", Light.GREEN))
                        .silentMs(A))
                .as("one still hears it")
                .isZero();
        assertThat(view(THREE).silentMs(A)).isZero();
    }

    @Test
    void shouldSayWhoSaysWhat() {
        assertThat(view(THREE, says("c2", "ru", Light.RED), says("c1", "eu", Light.GREEN))
                        .words(A))
                .isEqualTo("green for c1 in eu, red for c2 in ru (silent for 1.3 s);" + " not heard: 1 of 3 observers");
        assertThat(view(THREE).words("eu")).isEqualTo("seen by nobody; not heard: 3 of 3 observers");
    }

    @Test
    void shouldRefuseAQuorumThatCannotBe() {
        assertThatThrownBy(() -> new Quorum(0, 1, 1)).hasMessageContaining("0 observers in 1 places");
        assertThatThrownBy(() -> new Quorum(1, 2, 1)).hasMessageContaining("1 observers in 2 places");
        assertThatThrownBy(() -> new Quorum(1, 1, 0)).hasMessageContaining("stale after 0 ms");
    }

    private static HealthView view(Quorum quorum, Observation... observations) {
        return HealthView.of(
                List.of(observations).stream()
                        .map(said -> new Sighting(said, 0))
                        .toList(),
                quorum,
                0);
    }

    private static Observation says(String observer, String place, Light light) {
        Map<NodeId, Long> silentMs = light == Light.GREEN ? Map.of() : Map.of(A, "eu".equals(place) ? 1_450L : 1_300L);
        return new Observation(observer, place, Map.of(A, light), Map.of("eu", light), silentMs, 0);
    }
}
