package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.load.Pause;
import java.io.IOException;
import java.util.SplittableRandom;

/** SIGKILL at a random instant of a life, and the next life on the same data. */
final class SuddenDeath {
    private static final int LIFE_MS_MIN = 500;
    private static final int LIFE_MS_MAX = 4_000;
    private static final int DEATH_MS_MAX = 500;

    private final Stage stage;
    private final SplittableRandom random;

    SuddenDeath(Stage stage, long seed) {
        this.stage = stage;
        random = new SplittableRandom(seed);
    }

    void befall(int runs) throws IOException, InterruptedException {
        for (int run = 1; run <= runs; run++) {
            Pause.ms(random.nextInt(LIFE_MS_MIN, LIFE_MS_MAX));
            stage.gateway().kill();
            Stage.say(
                    "run %d: killed, %,d acknowledged so far",
                    run, stage.swarm().tally().acked());
            Pause.ms(random.nextInt(DEATH_MS_MAX));
            stage.raise().awaitAll();
        }
    }
}
