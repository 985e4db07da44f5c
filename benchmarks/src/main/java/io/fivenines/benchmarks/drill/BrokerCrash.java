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
            "and no acknowledged record is lost. With --control a second one is killed as well: then acknowledging may",
            "not go on, and the drill has to fail."
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

    @Option(names = "--control", description = "two of the three at once")
    private boolean control;

    private long onwardMsMax;
    private long wholeMsMax;
    private int done;
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
            // Not more than there were: it ends with the first that did not go well.
            Conclusion end = stage.conclude("broker-crash", done);
            end.report()
                    .put("runs_asked", runs)
                    .put("onward_ms_max", onwardMsMax)
                    .put("whole_ms_max", wholeMsMax);
            return end.print(end.held() && wentOn && stage.swarm().tally().disconnects() == 0);
        }
    }

    private void crash(Stage stage, int run) throws IOException, InterruptedException {
        int leader = stage.kafka().leader();
        int other = (leader + 1) % BROKERS;
        stage.kafka().kill(leader);
        if (control) {
            stage.kafka().kill(other);
        }
        done = run;
        long start = System.nanoTime();
        // More than what was on its way to the trackers already: each must be answered for what it sent since.
        long acked = stage.swarm().tally().acked();
        wentOn = Pause.until(
                () -> stage.swarm().tally().acked() > acked + 3L * options.connections(), ONWARD_SECONDS_MAX);
        long onwardMs = (System.nanoTime() - start) / 1_000_000;
        onwardMsMax = Math.max(onwardMsMax, onwardMs);
        Stage.say(
                "run %d: broker %d is dead, acknowledging %s after %,d ms; %,d acknowledged by the kill",
                run, leader + 1, wentOn ? "went on" : "had not gone on", onwardMs, acked);
        stage.kafka().restart(leader);
        if (control) {
            stage.kafka().restart(other);
        }
        boolean whole = Pause.until(stage.kafka()::isWhole, WHOLE_SECONDS_MAX);
        wholeMsMax = Math.max(wholeMsMax, (System.nanoTime() - start) / 1_000_000);
        Stage.say(
                "run %d: %s; %,d acknowledged, %,d more to be sent",
                run,
                whole ? "all three have all again" : "not all three have all again",
                stage.swarm().tally().acked(),
                stage.swarm().unsent());
        wentOn &= whole;
    }
}
