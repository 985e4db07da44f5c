package io.fivenines.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final SplittableRandom random = new SplittableRandom(5);

    @Test
    void shouldDoubleUpToTheLongest() {
        Backoff backoff = Backoff.doubling(100, 1_000);

        for (int i = 0; i < 100; i++) {
            assertThat(backoff.delayMs(0, 7, random)).isBetween(50L, 100L);
            assertThat(backoff.delayMs(2, 7, random)).isBetween(200L, 400L);
            assertThat(backoff.delayMs(1_000, 7, random)).isBetween(500L, 1_000L);
        }
    }

    @Test
    void shouldBeginAttemptsSteadily() {
        Backoff backoff = Backoff.every(100);

        for (int i = 0; i < 100; i++) {
            assertThat(backoff.delayMs(0, 1_000_000, random)).isBetween(0L, 99L);
        }
        assertThat(backoff.delayMs(1, 30, random)).isEqualTo(70);
        assertThat(backoff.delayMs(9, 101, random)).isZero();
    }

    @Test
    void shouldRefuseToShrink() {
        assertThatThrownBy(() -> Backoff.doubling(10, 9)).hasMessageContaining("first <= longest");
    }
}
