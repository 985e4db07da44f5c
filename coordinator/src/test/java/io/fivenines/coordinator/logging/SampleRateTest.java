package io.fivenines.coordinator.logging;

import static io.fivenines.coordinator.logging.SampleRate.SUPPRESSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SampleRateTest {
    private static final long NOW = 1_700_000_000_000L;

    private final SampleRate rate = new SampleRate(2);

    @Test
    void shouldAdmitSoManyASecondAndCountTheRest() {
        assertThat(rate.admit(NOW)).isZero();
        assertThat(rate.admit(NOW)).isZero();
        assertThat(rate.admit(NOW)).isEqualTo(SUPPRESSED);
        assertThat(rate.admit(NOW + 499)).isEqualTo(SUPPRESSED);
        assertThat(rate.admit(NOW + 500)).isEqualTo(2);
        assertThat(rate.admit(NOW + 500)).isEqualTo(SUPPRESSED);
    }

    @Test
    void shouldNotSaveUpMoreThanOneSecond() {
        rate.admit(NOW);
        assertThat(rate.admit(NOW + 60_000)).isZero();
        assertThat(rate.admit(NOW + 60_000)).isZero();
        assertThat(rate.admit(NOW + 60_000)).isEqualTo(SUPPRESSED);
    }

    @Test
    void shouldGoOnAfterTheClockWasSetBack() {
        rate.admit(NOW);
        rate.admit(NOW);
        assertThat(rate.admit(NOW - 3_600_000)).isEqualTo(SUPPRESSED);
        assertThat(rate.admit(NOW - 3_600_000 + 1000)).isEqualTo(1);
    }

    @Test
    void shouldRefuseARateOfNothing() {
        assertThatThrownBy(() -> new SampleRate(0)).hasMessageContaining("sample rate 0 a second");
    }
}
