package io.fivenines.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FleetTest {
    private final Fleet fleet = new Fleet("teltonika", 42, 100, 50);

    @Test
    void shouldNameTrackersWithACheckDigit() {
        assertThat(Fleet.checkDigit(49_015_420_323_751L)).isEqualTo(8);
        assertThat(fleet.ident(0)).hasSize(15).startsWith("3500004200010");
    }

    @Test
    void shouldKnowItsOwnByTheirName() {
        for (int i = 0; i < 50; i++) {
            assertThat(fleet.index(fleet.ident(i))).isEqualTo(i);
        }
    }

    @Test
    void shouldNotTakeOthersForItsOwn() {
        assertThat(fleet.index(new Fleet("teltonika", 43, 100, 50).ident(0))).isEqualTo(-1);
        assertThat(fleet.index(new Fleet("teltonika", 42, 150, 50).ident(0))).isEqualTo(-1);
        assertThat(fleet.index("35000042000100X")).isEqualTo(-1);
        assertThat(fleet.index("")).isEqualTo(-1);
    }

    @Test
    void shouldRefuseMoreThanItHasNumbersFor() {
        assertThatThrownBy(() -> new Fleet("teltonika", 1, 999_999, 2)).hasMessageContaining("expected");
    }
}
