package io.fivenines.coordinator.uptime.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LastAskerTest {
    private static final List<String> EU = List.of("192.0.2.1", "192.0.2.2");
    private static final List<String> RU = List.of("198.51.100.1");

    private final LastAsker names = new LastAsker();

    @Test
    void shouldKeepTheOldAddressesForTheirTimeToLiveFromWhenOthersAreHeard() {
        for (long ms = 0; ms < 10_000; ms += 1_000) {
            names.hear(EU, 5_000, ms);
        }
        names.hear(RU, 5_000, 10_000);
        names.hear(RU, 5_000, 12_000);
        assertThat(names.addresses(14_999)).isEqualTo(EU);
        assertThat(names.addresses(15_000)).isEqualTo(RU);
    }

    @Test
    void shouldStayIfTheNamePointsBackInTime() {
        names.hear(EU, 5_000, 0);
        names.hear(RU, 5_000, 1_000);
        names.hear(List.of("192.0.2.2", "192.0.2.1"), 5_000, 2_000);
        assertThat(names.addresses(6_500)).containsExactlyInAnyOrderElementsOf(EU);
    }

    @Test
    void shouldGoNowhereOnceWhatWasHeardIsTooOld() {
        assertThat(names.addresses(0)).isEmpty();
        names.hear(EU, 5_000, 0);
        assertThat(names.addresses(4_999)).isEqualTo(EU);
        assertThat(names.addresses(5_000)).isEmpty();
        names.hear(RU, 5_000, 60_000);
        assertThat(names.addresses(60_000)).isEqualTo(RU);
    }
}
