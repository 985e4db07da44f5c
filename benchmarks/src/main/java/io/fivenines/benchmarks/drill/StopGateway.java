package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.load.Pause;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "stop-gateway",
        description = {
            "Stops the gateway by SIGTERM under load and starts it again on its data, several times.",
            "Passes if it always ends with 0 within 30 s and no acknowledged record is lost."
        })
public final class StopGateway implements Callable<Integer> {
    private static final int LIFE_MS_MIN = 1_000;
    private static final int LIFE_MS_MAX = 5_000;

    @Mixin
    private DrillOptions options;

    @Option(names = "--runs", defaultValue = "5", description = "how often (${DEFAULT-VALUE})")
    private int runs;

    private final Histogram stopMicros = new Histogram(3);
    private int uncleanStops;

    @Override
    public Integer call() throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(options.seed());
        try (Stage stage = new Stage(options.standard(500, 20))) {
            stage.raise().open();
            for (int run = 1; run <= runs; run++) {
                Pause.ms(random.nextInt(LIFE_MS_MIN, LIFE_MS_MAX));
                stop(stage, run);
                stage.raise().awaitAll();
            }
            Conclusion end = stage.conclude("stop-gateway", runs);
            end.report().put("unclean_stops", uncleanStops).putMs("stop_ms", stopMicros);
            return end.print(end.held() && uncleanStops == 0);
        }
    }

    private void stop(Stage stage, int run) throws InterruptedException {
        long start = System.nanoTime();
        int code = stage.gateway().stop();
        stopMicros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
        uncleanStops += code == 0 ? 0 : 1;
        Stage.say(
                "run %d: ended with %d, %,d acknowledged so far",
                run, code, stage.swarm().tally().acked());
    }
}
