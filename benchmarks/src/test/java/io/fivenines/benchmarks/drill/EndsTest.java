package io.fivenines.benchmarks.drill;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EndsTest {
    private static final int ALL = 1_000;

    @Test
    void shouldHoldIfWhoeverWasNotToldIsShownSo() {
        Ends ends = new Ends(998, 0, 2, 2, 995, 5, 0);
        assertThat(ends.holdAtMostOnce(ALL)).isTrue();
        assertThat(ends.holdAtLeastOnce(ALL)).isFalse();
    }

    @Test
    void shouldNotHoldIfSomebodyWasNotToldAndNobodySaysSo() {
        assertThat(new Ends(998, 0, 2, 1, 995, 5, 0).holdAtMostOnce(ALL)).isFalse();
    }

    @Test
    void shouldNotHoldIfSomebodyWasToldTwiceUnlessThatWasAllowed() {
        Ends ends = new Ends(998, 2, 0, 0, 1_000, 0, 0);
        assertThat(ends.holdAtMostOnce(ALL)).isFalse();
        assertThat(ends.holdAtLeastOnce(ALL)).isTrue();
    }

    @Test
    void shouldNotHoldIfHardlyAnybodyWasTold() {
        assertThat(new Ends(0, 0, 1_000, 1_000, 0, 1_000, 0).holdAtMostOnce(ALL))
                .isFalse();
    }

    @Test
    void shouldNotHoldIfGatewaysSayDifferentThingsOrSomeAreNotOver() {
        assertThat(new Ends(1_000, 0, 0, 0, 1_000, 0, 1).holdAtMostOnce(ALL)).isFalse();
        assertThat(new Ends(1_000, 0, 0, 0, 999, 0, 0).holdAtMostOnce(ALL)).isFalse();
        assertThat(new Ends(999, 0, 0, 0, 1_000, 0, 0).holdAtLeastOnce(ALL)).isFalse();
    }

    @Test
    void shouldHoldExactlyOnceOnlyIfEverybodyWasToldOnceAndConfirmedIt() {
        assertThat(new Ends(1_000, 0, 0, 0, 1_000, 0, 0).holdExactlyOnce(ALL)).isTrue();
        assertThat(new Ends(999, 1, 0, 0, 1_000, 0, 0).holdExactlyOnce(ALL)).isFalse();
        assertThat(new Ends(1_000, 0, 0, 0, 999, 1, 0).holdExactlyOnce(ALL)).isFalse();
        assertThat(new Ends(999, 0, 1, 1, 999, 1, 0).holdExactlyOnce(ALL)).isFalse();
    }

    @Test
    void shouldAddUpOverRuns() {
        Ends both = new Ends(998, 0, 2, 2, 995, 5, 0).plus(new Ends(999, 1, 0, 0, 1_000, 0, 0));
        assertThat(both).isEqualTo(new Ends(1_997, 1, 2, 2, 1_995, 5, 0));
    }
}
