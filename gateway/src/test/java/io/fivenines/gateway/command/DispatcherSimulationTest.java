package io.fivenines.gateway.command;

import org.junit.jupiter.api.Test;

class DispatcherSimulationTest {
    private static final long SEED = Long.getLong("fivenines.seed", 20261122L);
    private static final int LIVES = 100;
    private static final int STEPS = 400;

    @Test
    void shouldNeverSendWhatIsNotRecordedNorTwiceWithoutSayingSo() {
        for (int life = 0; life < LIVES; life++) {
            try {
                new DispatcherSimulation(SEED + life).run(STEPS);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + (SEED + life), e);
            }
        }
    }
}
