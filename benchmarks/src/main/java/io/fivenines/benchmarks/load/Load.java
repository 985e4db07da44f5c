package io.fivenines.benchmarks.load;

import io.fivenines.benchmarks.Report;
import io.fivenines.benchmarks.process.OpenFiles;
import io.fivenines.benchmarks.process.ProcessStat;
import io.fivenines.benchmarks.wire.Wires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "load",
        description = {
            "Plays a swarm of trackers that stop and wait, and says what was acknowledged and how fast.",
            "Latency is from sending a packet to its whole acknowledgement."
        })
public final class Load implements Callable<Integer> {
    @Option(names = "--host", defaultValue = "127.0.0.1", description = "the gateway (${DEFAULT-VALUE})")
    private String host;

    @Option(names = "--port", description = "its port (the protocol's usual one)")
    private Integer port;

    @Option(names = "--protocol", defaultValue = "teltonika", description = "teltonika, gt06 or wialon")
    private String protocol;

    @Option(names = "--connections", defaultValue = "1000", description = "trackers (${DEFAULT-VALUE})")
    private int connections;

    @Option(names = "--first", defaultValue = "0", description = "number of the first, to share a fleet")
    private int first;

    @Option(names = "--seconds", defaultValue = "10", description = "how long, after all are in (${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--records", defaultValue = "1", description = "records a packet (${DEFAULT-VALUE})")
    private int records;

    @Option(names = "--rate", defaultValue = "0", description = "packets/s of a tracker; 0: as fast as acknowledged")
    private double rate;

    @Option(names = "--backlog", defaultValue = "0", description = "records stored before the start")
    private int backlog;

    @Option(
            names = "--reconnect",
            arity = "0..1",
            fallbackValue = "30",
            defaultValue = "0",
            paramLabel = "SECONDS",
            description =
                    "trackers come back after a loss and drop their connection by chance, in the mean after so long")
    private double reconnect;

    @Option(names = "--seed", defaultValue = "1", description = "of all chances, and of the idents")
    private long seed;

    @Option(names = "--threads", defaultValue = "1", description = "event loops of the client (${DEFAULT-VALUE})")
    private int threads;

    @Option(names = "--ledger", description = "file to go on from, and to write at the end")
    private Path ledgerFile;

    @Override
    public Integer call() throws IOException, InterruptedException {
        OpenFiles.require(connections);
        Ledger ledger = ledgerFile != null && Files.exists(ledgerFile)
                ? Ledger.read(ledgerFile)
                : new Ledger(new Fleet(protocol, seed, first, connections));
        try (Swarm swarm = new Swarm(plan(ledger.fleet()), ledger)) {
            int in = swarm.connect();
            System.err.println(in + " of " + ledger.fleet().size() + " trackers logged in" + troubleOf(swarm));
            swarm.begin();
            Report report = measure(swarm);
            swarm.freeze();
            boolean settled = swarm.settle(5);
            System.err.println(
                    settled ? "all that was sent is acknowledged" : swarm.owed() + " sent and not acknowledged");
            if (ledgerFile != null) {
                ledger.write(ledgerFile);
            }
            System.out.println(report);
            return in == 0 ? 1 : 0;
        }
    }

    private LoadPlan plan(Fleet fleet) {
        LoadPlan.Reconnection reconnection = reconnect > 0
                ? new LoadPlan.Reconnection(true, reconnect, 60_000, 5_000, Backoff.doubling(1_000, 30_000))
                : LoadPlan.Reconnection.none();
        LoadPlan.Target target = new LoadPlan.Target(
                host, port == null ? Wires.named(fleet.protocol()).port() : port);
        return new LoadPlan(target, fleet, new Production(backlog, records, rate), reconnection, threads, seed);
    }

    private Report measure(Swarm swarm) throws InterruptedException {
        swarm.clearTally();
        double cpuBefore = ProcessStat.own().cpuSeconds();
        long start = System.nanoTime();
        for (int second = 1; second <= seconds; second++) {
            long due = start + TimeUnit.SECONDS.toNanos(second);
            Pause.ms(Math.max(0, TimeUnit.NANOSECONDS.toMillis(due - System.nanoTime())));
            System.err.printf(
                    "%4d s %,12d acknowledged%n", second, swarm.tally().acked());
        }
        Tally tally = swarm.tally();
        double elapsed = (System.nanoTime() - start) / 1e9;
        return new Report()
                .put("connections", swarm.loggedIn())
                .put("acked", tally.acked())
                .put("acked_per_s", tally.acked() / elapsed)
                .putMs("ack_ms", tally.latencyMicros())
                .put("disconnects", tally.disconnects())
                .put("refused", tally.refused())
                .put("client_cpu_s", ProcessStat.own().cpuSeconds() - cpuBefore)
                .put("rejected", tally.rejected())
                .put("left", tally.left())
                .put("resent", swarm.ledger().resent());
    }

    private static String troubleOf(Swarm swarm) {
        return swarm.trouble() == null ? "" : ", last trouble: " + swarm.trouble();
    }
}
