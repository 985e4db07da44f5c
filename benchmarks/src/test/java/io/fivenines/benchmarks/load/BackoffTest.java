package io.fivenines.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final SplittableRandom random = new SplittableRandom(5);

    @Test
    void shouldDoubleUpToTheLongest() {
        Backoff backoff = new Backoff(100, 1_000);

        for (int i = 0; i < 100; i++) {
            assertThat(backoff.delayMs(0, random)).isBetween(50L, 100L);
            assertThat(backoff.delayMs(2, random)).isBetween(200L, 400L);
            assertThat(backoff.delayMs(1_000, random)).isBetween(500L, 1_000L);
        }
    }

    @Test
    void shouldRefuseToShrink() {
        assertThatThrownBy(() -> new Backoff(10, 9)).hasMessageContaining("first <= longest");
    }
}
