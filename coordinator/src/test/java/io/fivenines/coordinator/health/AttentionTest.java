package io.fivenines.coordinator.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AttentionTest {
    @Test
    void shouldCountTimeThatIsLookedAtRegularly() {
        Attention attention = new Attention(250, 1_000);
        assertThat(attention.ms(1_100)).isEqualTo(1_100);
        assertThat(attention.ms(1_350)).isEqualTo(1_350);
        assertThat(attention.missedMs()).isZero();
    }

    @Test
    void shouldNotCountWhatIsLongerThanALapse() {
        Attention attention = new Attention(250, 1_000);
        assertThat(attention.ms(2_250)).isEqualTo(1_250);
        assertThat(attention.ms(2_300)).isEqualTo(1_300);
        assertThat(attention.missedMs()).isEqualTo(1_000);
    }

    @Test
    void shouldRefuseALapseOfNothing() {
        assertThatThrownBy(() -> new Attention(0, 0)).hasMessageContaining("lapse of 0 ms, expected more than 0");
    }
}
