package io.fivenines.benchmarks.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OwnerWatchTest {
    private final OwnerWatch watch = new OwnerWatch();

    private void answers(String host, long fromMs, long toMs) {
        for (long nowMs = fromMs; nowMs <= toMs; nowMs += 50) {
            watch.onAnswer(host, nowMs);
        }
    }

    @Test
    void shouldSeeNobodyShareWhatIsHandedOver() {
        answers("A", 0, 1_000);
        answers("B", 1_050, 2_000);
        answers("A", 2_050, 3_000);
        assertThat(watch.sharedMs()).isZero();
        assertThat(watch.changes()).as("the first one, and two after it").isEqualTo(3);
    }

    @Test
    void shouldMeasureForHowLongTwoHostsAnswered() {
        answers("A", 0, 1_000);
        for (long nowMs = 1_050; nowMs <= 1_700; nowMs += 50) {
            watch.onAnswer("A", nowMs);
            watch.onAnswer("B", nowMs + 10);
        }
        answers("B", 1_760, 3_000);
        assertThat(watch.sharedMs()).isEqualTo(1_700 - 1_060);
    }

    @Test
    void shouldNotCountWhatWasBeforeABreak() {
        answers("A", 0, 1_000);
        answers("B", 1_050, 2_000);
        watch.onAnswer("A", 2_010);
        assertThat(watch.sharedMs()).as("it came back after a second").isZero();
    }
}
