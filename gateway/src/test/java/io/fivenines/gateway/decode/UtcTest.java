package io.fivenines.gateway.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UtcTest {
    @Test
    void shouldWriteTheMomentItReads() {
        for (long day = -800; day < 40_000; day++) {
            long ms = day * 86_400_000L + 86_399_000L;
            assertThat(Utc.yyyymmddhhmmss(Utc.digits(ms))).isEqualTo(ms);
        }
        assertThat(Utc.digits(951_782_400_999L)).isEqualTo(20_000_229_000_000L);
    }

    @Test
    void shouldFindTheDayThatBringsATimeNearestToNow() {
        long noon = Utc.ms(2026, 11, 22, 12, 0, 0);
        assertThat(Utc.nearest(noon, 113_000)).isEqualTo(Utc.ms(2026, 11, 22, 11, 30, 0));
        assertThat(Utc.nearest(noon - 11 * 3_600_000L, 230_000)).isEqualTo(Utc.ms(2026, 11, 21, 23, 0, 0));
        assertThat(Utc.nearest(noon + 11 * 3_600_000L, 10_000)).isEqualTo(Utc.ms(2026, 11, 23, 1, 0, 0));
    }
}
