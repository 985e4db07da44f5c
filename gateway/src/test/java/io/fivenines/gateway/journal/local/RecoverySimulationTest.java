package io.fivenines.gateway.journal.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecoverySimulationTest {
    private static final int LIVES = Integer.getInteger("simulation.lives", 60);
    private static final int EVENTS = 250;

    @Test
    void shouldKeepEveryPromiseWhateverHappens() {
        long first = Long.getLong("simulation.seed", 1);
        int completed = 0;
        for (long seed = first; seed < first + LIVES; seed++) {
            RecoverySimulation life = new RecoverySimulation(seed, false);
            try {
                life.run(EVENTS);
            } catch (Throwable e) {
                throw new AssertionError("-Dsimulation.seed=" + seed + " after " + life.events(), e);
            }
            completed += life.completed();
        }
        assertThat(completed).isGreaterThan(LIVES * 50);
    }

    @Test
    void shouldBeAbleToFailWhenTheDiskLies() {
        int broken = 0;
        for (long seed = 1; seed <= 30; seed++) {
            try {
                new RecoverySimulation(seed, true).run(EVENTS);
            } catch (AssertionError lost) {
                broken++;
            }
        }
        assertThat(broken).isGreaterThan(20);
    }
}
