package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.Report;
import io.fivenines.benchmarks.load.Pause;
import io.fivenines.benchmarks.process.GatewayApi;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "broker-down",
        description = {
            "Kills the only Kafka broker of the journal by SIGKILL under load, and starts it again after a minute.",
            "Passes if nothing is acknowledged while it is away, no connection is lost, /readyz says why not; if all",
            "goes on by itself afterwards; and if no acknowledged record is lost. With --control the broker comes back",
            "without its disk: that has to be seen as loss, and the drill has to fail."
        })
public final class BrokerDown implements Callable<Integer> {
    private static final int NOTICE_SECONDS_MAX = 15;
    private static final int RESUME_SECONDS_MAX = 60;
    private static final int LIFE_MS = 5_000;
    /** What was acknowledged before the kill may still be on its way to the trackers. */
    private static final int LAST_ACKNOWLEDGEMENTS_MS = 1_000;

    @Mixin
    private DrillOptions options;

    @Option(names = "--runs", defaultValue = "1", description = "how often (${DEFAULT-VALUE})")
    private int runs;

    @Option(names = "--hold", defaultValue = "60", description = "seconds the broker is away (${DEFAULT-VALUE})")
    private int holdSeconds;

    @Option(names = "--control", description = "the broker's disk is lost as well")
    private boolean control;

    private long ackedMeanwhile;
    private long noticeMsMax;
    private long resumeMsMax;
    private boolean borne = true;
    private String reason = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (Stage stage = new Stage(options.standard(500, 20).onKafka(1))) {
            stage.raise().open();
            for (int run = 1; run <= runs; run++) {
                Pause.ms(LIFE_MS);
                takeAway(stage, run);
            }
            Pause.ms(LIFE_MS);
            Conclusion end = stage.conclude("broker-down", runs);
            long disconnects = stage.swarm().tally().disconnects();
            end.report()
                    .putAll(
                            "outage",
                            new Report()
                                    .put("seconds", holdSeconds)
                                    .put("acked_meanwhile", ackedMeanwhile)
                                    .put("notice_ms_max", noticeMsMax)
                                    .put("resume_ms_max", resumeMsMax)
                                    .put("reason", reason));
            return end.print(end.held() && borne && ackedMeanwhile == 0 && disconnects == 0);
        }
    }

    private void takeAway(Stage stage, int run) throws IOException, InterruptedException {
        GatewayApi api = stage.gateway().api();
        stage.kafka().kill(0);
        long killed = System.nanoTime();
        Pause.ms(LAST_ACKNOWLEDGEMENTS_MS);
        long acked = stage.swarm().tally().acked();
        GatewayApi.Answer readiness = api.readiness();
        while (readiness.status() == 200 && msSince(killed) < NOTICE_SECONDS_MAX * 1_000L) {
            Pause.ms(50);
            readiness = api.readiness();
        }
        noticeMsMax = Math.max(noticeMsMax, msSince(killed));
        reason = readiness.text();
        Stage.say("run %d: the broker is dead; /readyz answers %d %s", run, readiness.status(), reason.trim());
        Pause.ms(Math.max(0, holdSeconds * 1_000L - msSince(killed)));
        ackedMeanwhile += stage.swarm().tally().acked() - acked;
        borne &= readiness.status() == 503 && api.readiness().status() == 503;
        bringBack(stage);
        long restarted = System.nanoTime();
        boolean resumed =
                Pause.until(() -> stage.swarm().tally().acked() > acked + options.connections(), RESUME_SECONDS_MAX);
        resumeMsMax = Math.max(resumeMsMax, msSince(restarted));
        borne &= resumed && Pause.until(() -> isReady(api), RESUME_SECONDS_MAX);
        Stage.say(
                "run %d: the broker is started, %s; %,d acknowledged so far",
                run,
                resumed ? "all goes on" : "nothing goes on",
                stage.swarm().tally().acked());
    }

    private void bringBack(Stage stage) throws IOException, InterruptedException {
        if (control) {
            stage.kafka().destroy();
            stage.kafka().rebuild();
        } else {
            stage.kafka().restart(0);
        }
    }

    private static boolean isReady(GatewayApi api) {
        try {
            return api.isReady();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static long msSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
