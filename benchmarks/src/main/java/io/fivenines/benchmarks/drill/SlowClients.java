package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.Report;
import io.fivenines.benchmarks.load.Audit;
import io.fivenines.benchmarks.load.Fleet;
import io.fivenines.benchmarks.load.Pause;
import io.fivenines.benchmarks.load.Tally;
import io.fivenines.benchmarks.nuisance.Mob;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "slow-clients",
        description = {
            "Good trackers beside bad clients: logins a byte at a time, half packets, garbage, announced giants,",
            "clients that never read, floods of connects. Passes if, after the first quarter of the time, live heap,",
            "direct and resident memory, open files and threads of the gateway do not grow (by 5 % of the mean, or",
            "8 MiB, 8 MiB, 64 MiB, 64 files, 8 threads, whichever is more); if no good tracker is thrown out or waits",
            "five seconds for more than one packet in a hundred; and if no acknowledged record is lost."
        })
public final class SlowClients implements Callable<Integer> {
    private static final int SAMPLE_SECONDS_MIN = 5;
    private static final int SAMPLES = 120;
    private static final long REPLACE_MS = 250;
    /** Less than a tracker waits before it gives up; tighter would measure the machine. */
    private static final double ACK_P99_MS_MAX = 5_000;

    @Mixin
    private DrillOptions options;

    @Option(names = "--seconds", defaultValue = "1200", description = "how long (${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--nuisances", defaultValue = "40", description = "bad clients of each kind (${DEFAULT-VALUE})")
    private int nuisances;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (Stage stage = new Stage(options.standard(200, 1))) {
            stage.raise().open();
            Fleet strangers = new Fleet(options.protocol(), options.seed() + 1, 0, Mob.size(nuisances));
            Vigil vigil = new Vigil(stage.gateway());
            Report counts = new Report();
            try (Mob mob = new Mob(stage.swarm().plan().target(), strangers, nuisances, REPLACE_MS)) {
                mob.gather();
                watch(stage, vigil);
                mob.connected().forEach((nuisance, count) -> counts.put(nuisance.name(), count.get()));
            }
            boolean healthy = isHealthy(stage.swarm().tally());
            Audit audit = new Audit(stage.swarm().ledger());
            audit.expect(strangers);
            Conclusion end = stage.conclude("slow-clients", 1, audit);
            end.report()
                    .put("seconds", seconds)
                    .put("records_of_nuisances", audit.others())
                    .putAll("connected", counts)
                    .putAll("flat", vigil.report())
                    .put("healthy", healthy);
            return end.print(end.held() && healthy && vigil.isFlat());
        }
    }

    private static boolean isHealthy(Tally tally) {
        return tally.disconnects() == 0
                && tally.rejected() == 0
                && tally.latencyMicros().getValueAtPercentile(99) < ACK_P99_MS_MAX * 1_000;
    }

    private void watch(Stage stage, Vigil vigil) throws IOException, InterruptedException {
        long start = System.nanoTime();
        int step = Math.max(SAMPLE_SECONDS_MIN, seconds / SAMPLES);
        for (int at = step; at <= seconds; at += step) {
            long due = start + TimeUnit.SECONDS.toNanos(at);
            Pause.ms(Math.max(0, TimeUnit.NANOSECONDS.toMillis(due - System.nanoTime())));
            vigil.sample(at);
            Stage.say("%4d s %,12d acknowledged, %s", at, stage.swarm().tally().acked(), vigil);
        }
    }
}
