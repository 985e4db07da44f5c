package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.Report;
import io.fivenines.benchmarks.load.Audit;
import io.fivenines.benchmarks.load.Pause;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "kill-gateway",
        description = {
            "Kills the gateway by SIGKILL at random instants under load, starts it again on its data, several times.",
            "Passes if no acknowledged record is lost and nothing is stored twice that was sent once."
        })
public final class KillGateway implements Callable<Integer> {
    private static final int LIFE_MS_MIN = 500;
    private static final int LIFE_MS_MAX = 4_000;
    private static final int DEATH_MS_MAX = 500;

    @Mixin
    private DrillOptions options;

    @Option(names = "--runs", defaultValue = "10", description = "how often (${DEFAULT-VALUE})")
    private int runs;

    @Override
    public Integer call() throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(options.seed());
        try (Stage stage = new Stage(options.standard(500, 20))) {
            stage.raise().open();
            for (int run = 1; run <= runs; run++) {
                Pause.ms(random.nextInt(LIFE_MS_MIN, LIFE_MS_MAX));
                stage.gateway().kill();
                Stage.say(
                        "run %d: killed, %,d acknowledged so far",
                        run, stage.swarm().tally().acked());
                Pause.ms(random.nextInt(DEATH_MS_MAX));
                stage.raise().awaitAll();
            }
            boolean settled = stage.calm();
            Audit.Balance balance = stage.balance();
            boolean pass = settled && balance.holds(stage.swarm().ledger().resent());
            Report report = stage.report("kill-gateway", runs, balance).put("settled", settled);
            System.out.println(report.put("pass", pass));
            if (!pass) {
                stage.keep();
            }
            return pass ? 0 : 1;
        }
    }
}
