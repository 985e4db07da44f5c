package io.fivenines.coordinator.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fivenines.coordinator.cluster.Light;
import org.junit.jupiter.api.Test;

class ReachTest {
    private final Reach reach = new Reach(3, 2);

    @Test
    void shouldBeRedOnlyAfterFailuresInARow() {
        reach.onMissed();
        reach.onMissed();
        reach.onReached();
        reach.onMissed();
        reach.onMissed();
        assertThat(reach.light()).isEqualTo(Light.YELLOW);
        reach.onMissed();
        assertThat(reach.light()).isEqualTo(Light.RED);
    }

    @Test
    void shouldBeGreenOnlyAfterSuccessesInARow() {
        assertThat(reach.light()).isEqualTo(Light.YELLOW);
        reach.onReached();
        assertThat(reach.light()).isEqualTo(Light.YELLOW);
        reach.onReached();
        assertThat(reach.light()).isEqualTo(Light.GREEN);
        reach.onMissed();
        assertThat(reach.light()).isEqualTo(Light.YELLOW);
    }

    @Test
    void shouldRefuseToJudgeByNoTries() {
        assertThatThrownBy(() -> new Reach(0, 1)).hasMessageContaining("red after 0");
    }
}
