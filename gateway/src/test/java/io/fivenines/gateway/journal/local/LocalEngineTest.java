package io.fivenines.gateway.journal.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LocalEngineTest {
    private final Workbench bench = new Workbench().open();

    @Test
    void shouldReadBackWhatWasAppended() {
        assertThat(bench.append("a", "b")).isZero();
        assertThat(bench.append("c")).isEqualTo(2);

        assertThat(bench.read()).containsExactly("0 a", "1 b", "2 c");
        assertThat(bench.read(1)).containsExactly("1 b", "2 c");
        assertThat(bench.read(3)).isEmpty();
    }

    @Test
    void shouldReadBackAfterAKill() {
        bench.append("a", "b");
        bench.append("c");
        bench.reopen();

        assertThat(bench.read()).containsExactly("0 a", "1 b", "2 c");
        assertThat(bench.append("d")).isEqualTo(3);
        assertThat(bench.read()).containsExactly("0 a", "1 b", "2 c", "3 d");
        assertThat(bench.damages).isEmpty();
    }

    @Test
    void shouldGoOnAcrossSegments() {
        for (int i = 0; i < 40; i++) {
            assertThat(bench.append("x".repeat(5000))).isEqualTo(i);
            bench.engine.upkeepOnce();
        }
        assertThat(bench.read()).hasSize(40);
        assertThat(bench.engine.status().segments()).isGreaterThan(5);
        bench.reopen();
        assertThat(bench.read()).hasSize(40);
        assertThat(bench.engine.recovery().scanned()).isOne();
    }
}
