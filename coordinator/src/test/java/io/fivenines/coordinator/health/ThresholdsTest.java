package io.fivenines.coordinator.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ThresholdsTest {
    @Test
    void shouldGiveAStoppedProcessMoreThanASecondByDefault() {
        assertThat(Thresholds.DEFAULT.redFloorMs()).isGreaterThan(1_000);
    }

    @Test
    void shouldNameWhatDoesNotFit() {
        assertThatThrownBy(() -> new Thresholds(0, 1, 1, 1, 1, 1, 0, 2)).hasMessageContaining("yellow from 0 to 1");
        assertThatThrownBy(() -> new Thresholds(300, 200, 1, 300, 300, 1, 0, 2)).hasMessageContaining("floor");
        assertThatThrownBy(() -> new Thresholds(300, 400, 1, 200, 400, 1, 0, 2)).hasMessageContaining("red from 200");
        assertThatThrownBy(() -> new Thresholds(300, 400, 3, 400, 500, 2, 0, 2)).hasMessageContaining("phi 3.0");
        assertThatThrownBy(() -> new Thresholds(300, 400, 3, 400, 500, Double.NaN, 0, 2))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> new Thresholds(300, 400, 3, 400, 500, 8, -1, 2))
                .hasMessageContaining("-1 ms");
        assertThatThrownBy(() -> new Thresholds(300, 400, 3, 400, 500, 8, 0, 1)).hasMessageContaining("window of 1");
    }
}
