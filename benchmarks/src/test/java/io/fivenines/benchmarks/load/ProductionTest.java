package io.fivenines.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProductionTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void shouldStartWithTheBacklogAndGrowByPackets() {
        Production production = new Production(10, 3, 2);

        assertThat(production.recordsBy(0)).isEqualTo(10);
        assertThat(production.recordsBy(SECOND / 2)).isEqualTo(13);
        assertThat(production.recordsBy(5 * SECOND)).isEqualTo(40);
    }

    @Test
    void shouldSayWhenTheNextRecordIsThere() {
        Production production = new Production(10, 3, 2);

        assertThat(production.nanosUntilMoreThan(9)).isZero();
        assertThat(production.nanosUntilMoreThan(10)).isEqualTo(SECOND / 2);
        assertThat(production.nanosUntilMoreThan(12)).isEqualTo(SECOND / 2);
        assertThat(production.nanosUntilMoreThan(13)).isEqualTo(SECOND);
    }

    @Test
    void shouldHaveThatRecordAtThatTime() {
        for (double rate : new double[] {0.1, 1 / 3.0, 7, 333}) {
            Production production = new Production(0, 1, rate);
            for (int records = 0; records < 1_000; records++) {
                long due = production.nanosUntilMoreThan(records);
                assertThat(production.recordsBy(due + 1))
                        .as("rate %s, after %s", rate, records)
                        .isGreaterThan(records);
            }
        }
    }

    @Test
    void shouldNeverEndWithoutARate() {
        Production production = new Production(0, 5, 0);

        assertThat(production.recordsBy(0)).isEqualTo(Integer.MAX_VALUE);
        assertThat(production.nanosUntilMoreThan(1_000_000)).isZero();
    }

    @Test
    void shouldRefusePacketsOfNothing() {
        assertThatThrownBy(() -> new Production(0, 0, 1)).hasMessageContaining("at least 1 record");
    }
}
