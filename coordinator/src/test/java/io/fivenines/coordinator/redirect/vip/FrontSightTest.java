package io.fivenines.coordinator.redirect.vip;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.coordinator.cluster.NodeState;
import org.junit.jupiter.api.Test;

class FrontSightTest {
    private final FrontSight sight = new FrontSight();

    @Test
    void shouldStartUntilTheFrontIsReady() {
        sight.onAnswer(false);
        sight.onAnswer(false);
        assertThat(sight.state()).isEqualTo(NodeState.STARTING);
        sight.onAnswer(true);
        assertThat(sight.state()).isEqualTo(NodeState.SERVING);
    }

    @Test
    void shouldForgiveOneMiss() {
        sight.onAnswer(true);
        sight.onAnswer(false);
        sight.onAnswer(true);
        sight.onAnswer(false);
        assertThat(sight.state()).isEqualTo(NodeState.SERVING);
        sight.onAnswer(false);
        assertThat(sight.state()).isEqualTo(NodeState.FULL);
        sight.onAnswer(true);
        assertThat(sight.state()).isEqualTo(NodeState.SERVING);
    }
}
