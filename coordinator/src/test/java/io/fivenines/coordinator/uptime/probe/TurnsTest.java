package io.fivenines.coordinator.uptime.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.coordinator.uptime.Verdict;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final Turns turns = new Turns(60_000, 10_000, 0);

    private void round(Verdict verdict, long beganMs, long endedMs) {
        turns.onRound(verdict, beganMs, endedMs, 1_000_000 + beganMs);
    }

    @Test
    void shouldGoEveryIntervalWithoutDrifting() {
        round(Verdict.CLEAN, 5, 700);
        assertThat(turns.dueMs()).isEqualTo(60_000);
        round(Verdict.CLEAN, 60_020, 61_000);
        assertThat(turns.dueMs()).isEqualTo(120_000);
    }

    @Test
    void shouldRepeatAFailureAtOnceAndBeDownSinceTheFirst() {
        round(Verdict.FAILED, 0, 5_000);
        assertThat(turns.dueMs()).isEqualTo(5_000);
        assertThat(turns.downSinceMs()).isEmpty();
        round(Verdict.FAILED, 5_000, 10_000);
        assertThat(turns.downSinceMs()).hasValue(1_000_000);
        assertThat(turns.dueMs()).isEqualTo(15_000);
        round(Verdict.FAILED, 15_000, 25_000);
        assertThat(turns.dueMs()).isEqualTo(25_000);
        round(Verdict.CLEAN, 25_000, 25_500);
        assertThat(turns.downSinceMs()).isEmpty();
        assertThat(turns.dueMs()).isEqualTo(60_000);
    }

    @Test
    void shouldGoBackToItsOwnTimesAfterTheLocationsHaveSeenTheSame() {
        round(Verdict.FAILED, 60_000, 61_000);
        round(Verdict.FAILED, 61_000, 62_000);
        round(Verdict.CLEAN, 71_000, 72_000);
        assertThat(turns.dueMs()).isEqualTo(120_000);
        round(Verdict.CLEAN, 120_000, 180_000);
        assertThat(turns.dueMs()).as("the one it has slept through is left out").isEqualTo(240_000);
    }

    @Test
    void shouldNotChangeItsMindWhileItsOwnNetworkIsDown() {
        round(Verdict.VOID, 0, 2_000);
        assertThat(turns.dueMs()).isEqualTo(10_000);
        round(Verdict.VOID, 10_000, 12_000);
        assertThat(turns.downSinceMs()).isEmpty();
        round(Verdict.FAILED, 20_000, 21_000);
        round(Verdict.FAILED, 21_000, 22_000);
        round(Verdict.VOID, 31_000, 32_000);
        assertThat(turns.downSinceMs()).hasValue(1_020_000);
    }
}
