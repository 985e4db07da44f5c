package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.load.Pause;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "broker-crash",
        description = {
            "Kills, of three Kafka brokers, the one that leads by SIGKILL under load, several times; each time it is",
            "started again and left to catch up. Passes if acknowledging goes on without it, no connection is lost,",
            "and no acknowledged record is lost."
        })
public final class BrokerCrash implements Callable<Integer> {
    private static final int BROKERS = 3;
    private static final int LIFE_MS_MIN = 1_000;
    private static final int LIFE_MS_MAX = 4_000;
    private static final int ONWARD_SECONDS_MAX = 60;
    private static final int WHOLE_SECONDS_MAX = 120;

    @Mixin
    private DrillOptions options;

    @Option(names = "--runs", defaultValue = "10", description = "how often (${DEFAULT-VALUE})")
    private int runs;

    private long onwardMsMax;
    private boolean wentOn = true;

    @Override
    public Integer call() throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(options.seed());
        try (Stage stage = new Stage(options.standard(200, 10).onKafka(BROKERS))) {
            stage.raise().open();
            for (int run = 1; run <= runs && wentOn; run++) {
                Pause.ms(random.nextInt(LIFE_MS_MIN, LIFE_MS_MAX));
                crash(stage, run);
            }
            Conclusion end = stage.conclude("broker-crash", runs);
            end.report().put("onward_ms_max", onwardMsMax);
            return end.print(end.held() && wentOn && stage.swarm().tally().disconnects() == 0);
        }
    }

    private void crash(Stage stage, int run) throws IOException, InterruptedException {
        int leader = stage.kafka().leader();
        stage.kafka().kill(leader);
        long start = System.nanoTime();
        // More than what was on its way to the trackers already: each must be answered for what it sent since.
        long acked = stage.swarm().tally().acked();
        wentOn = Pause.until(
                () -> stage.swarm().tally().acked() > acked + 3L * options.connections(), ONWARD_SECONDS_MAX);
        long onwardMs = (System.nanoTime() - start) / 1_000_000;
        onwardMsMax = Math.max(onwardMsMax, onwardMs);
        Stage.say("run %d: broker %d is dead, acknowledging went on after %,d ms", run, leader + 1, onwardMs);
        stage.kafka().restart(leader);
        wentOn &= Pause.until(stage.kafka()::isWhole, WHOLE_SECONDS_MAX);
    }
}
