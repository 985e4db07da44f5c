package io.fivenines.coordinator.plan;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PolicyTest {
    @Test
    void shouldNameWhatDoesNotFit() {
        assertThatThrownBy(() -> policy(10_000, 0, 1_200, 3_000, FailBack.MANUAL))
                .hasMessage("leaseMs 0 ms, expected at least 1 ms");
        assertThatThrownBy(() -> policy(10_000, 1_000, 999, 3_000, FailBack.MANUAL))
                .hasMessage("fenceMs 999 ms, expected at least 1000 ms");
        assertThatThrownBy(() -> policy(1_199, 1_000, 1_200, 3_000, FailBack.MANUAL))
                .hasMessage("addressHoldDownMs 1199 ms, expected at least 1200 ms");
        assertThatThrownBy(() -> policy(10_000, 1_000, 1_200, 1_199, FailBack.MANUAL))
                .hasMessage("takeMs 1199 ms, expected at least 1200 ms");
        assertThatThrownBy(() -> policy(10_000, 1_000, 1_200, 3_000, null))
                .hasMessage("failBack is missing, expected manual or paced");
    }

    private static Policy policy(long holdDownMs, long leaseMs, long fenceMs, long takeMs, FailBack failBack) {
        return new Policy(holdDownMs, 1, leaseMs, fenceMs, takeMs, 0, failBack, 0, 0);
    }
}
