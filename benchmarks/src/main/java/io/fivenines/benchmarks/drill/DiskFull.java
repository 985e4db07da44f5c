package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.Report;
import io.fivenines.benchmarks.load.Audit;
import io.fivenines.benchmarks.load.Pause;
import io.fivenines.benchmarks.process.GatewayApi;
import io.fivenines.benchmarks.process.GatewayHome;
import io.fivenines.benchmarks.process.LoopDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "disk-full",
        description = {
            "Lets the journal fill a small disk under load, then makes room. Needs root, to mount the disk.",
            "Passes if, while it is full, nothing not stored is acknowledged, connections stay and /readyz says",
            "why not; if all goes on by itself afterwards; and if no acknowledged record is lost. With --engine kafka",
            "it is the broker's disk; a broker ends over that, and is started again once there is room."
        })
public final class DiskFull implements Callable<Integer> {
    private static final int FULL_SECONDS_MAX = 300;
    private static final int RESUME_SECONDS_MAX = 60;

    @Mixin
    private DrillOptions options;

    @Option(names = "--disk", defaultValue = "256", description = "MiB of the disk (${DEFAULT-VALUE})")
    private int diskMiB;

    @Option(names = "--room", defaultValue = "64", description = "MiB of it left to the journal (${DEFAULT-VALUE})")
    private int roomMiB;

    @Option(names = "--hold", defaultValue = "10", description = "seconds the disk stays full (${DEFAULT-VALUE})")
    private int holdSeconds;

    private final Report outage = new Report();

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (GatewayHome home = GatewayHome.create(options.protocol());
                LoopDisk disk = LoopDisk.create(home.folder(), diskMiB)) {
            Path ballast = disk.ballast(roomMiB);
            GatewayHome onDisk = home.withJournal(disk.mount().resolve("journal"));
            try (Stage stage = new Stage(options.standard(500, 20), onDisk)) {
                if (stage.kafka() == null) {
                    stage.configure("  segmentSize: 8MiB");
                }
                stage.raise().open();
                boolean held = fill(stage, disk);
                Files.delete(ballast);
                restartBroker(stage);
                boolean resumed = resume(stage);
                Conclusion end = stage.conclude("disk-full", 1);
                end.report().putAll("outage", outage);
                return end.print(end.held() && held && resumed);
            }
        }
    }

    /** Until the disk is full, and while it is; whether the gateway bore it as it should. */
    private boolean fill(Stage stage, LoopDisk disk) throws IOException, InterruptedException {
        GatewayApi api = stage.gateway().api();
        for (int second = 0; api.isReady(); second++) {
            if (second > FULL_SECONDS_MAX) {
                throw new IllegalStateException("still ready after " + FULL_SECONDS_MAX + " s with " + disk.freeBytes()
                        + " bytes free, expected it to say that the disk is full");
            }
            Stage.say("%,d acknowledged, %,d KiB free", stage.swarm().tally().acked(), disk.freeBytes() >> 10);
            Pause.ms(1_000);
        }
        GatewayApi.Answer readiness = api.readiness();
        Stage.say("full: /readyz answers %d %s", readiness.status(), readiness.text());
        Pause.ms(1_000);
        long ackedBefore = stage.swarm().tally().acked();
        Pause.ms(holdSeconds * 1_000L);
        long ackedWhileFull = stage.swarm().tally().acked() - ackedBefore;
        long disconnects = stage.swarm().tally().disconnects();
        outage.put("acked_before", ackedBefore)
                .put("acked_while_full", ackedWhileFull)
                .put("disconnects", disconnects)
                .put("readyz", readiness.status())
                .put("reason", readiness.text());
        return isKeptWhileFull(stage, ackedWhileFull)
                && disconnects == 0
                && readiness.status() == 503
                && !readiness.text().isBlank();
    }

    /** What is on a full disk can be read, what a broker has that is gone cannot; then nothing may be promised. */
    private boolean isKeptWhileFull(Stage stage, long ackedWhileFull) throws IOException, InterruptedException {
        if (stage.kafka() != null) {
            return ackedWhileFull == 0;
        }
        Audit.Balance balance = stage.balance();
        outage.put("lost_while_full", balance.lost());
        return balance.lost() == 0;
    }

    /** As whoever looks after it does once there is room. */
    private void restartBroker(Stage stage) throws IOException, InterruptedException {
        if (stage.kafka() != null) {
            outage.put("broker_ended", !stage.kafka().isAlive(0));
            stage.kafka().kill(0);
            stage.kafka().restart(0);
        }
    }

    private boolean resume(Stage stage) throws InterruptedException {
        long start = System.nanoTime();
        long acked = stage.swarm().tally().acked();
        boolean ready =
                Pause.until(() -> stage.swarm().tally().acked() > acked + options.connections(), RESUME_SECONDS_MAX)
                        && stage.gateway().api().isReady();
        outage.put("resumed", ready).put("resume_ms", (System.nanoTime() - start) / 1e6);
        Stage.say("room made, %s", ready ? "all goes on" : "nothing goes on");
        Pause.ms(3_000);
        return ready;
    }
}
