package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.Report;
import io.fivenines.benchmarks.load.Pause;
import io.fivenines.benchmarks.process.GatewayApi;
import io.fivenines.benchmarks.process.GatewayHome;
import io.fivenines.benchmarks.process.GatewayProcess;
import io.fivenines.benchmarks.sink.HttpReceiver;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "stream-moves",
        description = {
            "Two gateways share one Kafka journal and with it one stream; the second is killed by SIGKILL under load,",
            "and started again. Passes if both delivered before, the first takes the dead one's share over, the lag",
            "comes back to zero, and the sink was given every acknowledged record, each tracker's in order."
        })
public final class StreamMoves implements Callable<Integer> {
    private static final int LIFE_MS = 5_000;
    private static final int GIVEN_UP_MS = 12_000;
    private static final int SHARE_SECONDS_MAX = 90;
    private static final int CATCH_UP_SECONDS_MAX = 120;
    private static final String LAG = "fivenines_stream_lag_records";
    private static final String DELIVERED = "fivenines_stream_delivered_total";

    @Mixin
    private DrillOptions options;

    @Option(names = "--runs", defaultValue = "1", description = "how often (${DEFAULT-VALUE})")
    private int runs;

    private boolean well = true;
    private long deliveredBySecond;
    private double lagMax;
    private double takenOverMaxS;

    @Override
    public Integer call() throws IOException, InterruptedException {
        options.standard(200, 5).onKafka(1);
        try (GatewayHome home = GatewayHome.create(options.protocol());
                GatewayHome other = GatewayHome.create(options.protocol());
                HttpReceiver receiver = new HttpReceiver();
                Stage stage = new Stage(options, home)) {
            stage.configure("streams:", "  - name: out", "    retry: {max: 5s}").configure(receiver.configuration());
            stage.raise().open();
            for (int run = 1; run <= runs; run++) {
                move(stage, other, run);
            }
            Conclusion end = stage.conclude("stream-moves", runs);
            boolean caughtUp = Pause.until(() -> metric(stage.gateway().api(), LAG) == 0, CATCH_UP_SECONDS_MAX);
            end.report()
                    .putAll(
                            "share",
                            new Report()
                                    .put("delivered_by_killed", deliveredBySecond)
                                    .put("lag_records_max", (long) lagMax)
                                    .put("taken_over_max_s", takenOverMaxS));
            return end.print(receiver.delivered(), well && caughtUp);
        }
    }

    private void move(Stage stage, GatewayHome other, int run) throws IOException, InterruptedException {
        GatewayApi first = stage.gateway().api();
        try (GatewayProcess second = stage.beside(other)) {
            well &= Pause.until(() -> metric(second.api(), DELIVERED) > 0, SHARE_SECONDS_MAX);
            Pause.ms(LIFE_MS);
            double before = metric(second.api(), DELIVERED);
            deliveredBySecond += (long) before;
            second.kill();
            Stage.say("run %d: the second is dead after it delivered %,.0f", run, before);
        }
        long killed = System.nanoTime();
        // Until the broker has given it up, its share is nobody's, and in nobody's lag.
        Pause.ms(GIVEN_UP_MS);
        boolean back = Pause.until(() -> notedLag(first) < 4 * options.connections(), CATCH_UP_SECONDS_MAX);
        double seconds = (System.nanoTime() - killed) / 1e9;
        takenOverMaxS = Math.max(takenOverMaxS, seconds);
        well &= back;
        Stage.say("run %d: the first has caught up with its share %.1f s after that", run, seconds);
    }

    private double notedLag(GatewayApi api) {
        double lag = metric(api, LAG);
        lagMax = lag == Double.MAX_VALUE ? lagMax : Math.max(lagMax, lag);
        return lag;
    }

    private static double metric(GatewayApi api, String name) {
        try {
            return api.metric(name);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Double.MAX_VALUE;
        }
    }
}
