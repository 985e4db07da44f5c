package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.Benchmarks;
import io.fivenines.benchmarks.Report;
import io.fivenines.benchmarks.load.Audit;
import io.fivenines.benchmarks.load.Fleet;
import io.fivenines.benchmarks.load.LoadPlan;
import io.fivenines.benchmarks.load.Pause;
import io.fivenines.benchmarks.load.Production;
import io.fivenines.benchmarks.load.Swarm;
import io.fivenines.benchmarks.process.GatewayApi;
import io.fivenines.benchmarks.process.Jvm;
import io.fivenines.benchmarks.stage.ClusterStage;
import io.fivenines.benchmarks.stage.Network;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Option;

/**
 * A drill on a whole cluster. It runs twice over: the first process makes the network, starts the second one on the
 * host outside, from where trackers come, and takes the network away again, whatever became of that.
 */
abstract class FailoverDrill implements Callable<Integer> {
    static final String VICTIM_ADDRESS = "10.1.0.101";
    private static final String STAGE = "FIVENINES_STAGE";
    private static final int BACK_SECONDS = 60;
    private static final int SETTLE_SECONDS = 120;
    /** Longer than the planner's hold-down of an address, which begins with its first owner. */
    private static final int BETWEEN_MS = 11_000;

    @Option(names = "--runs", defaultValue = "3", description = "how often (${DEFAULT-VALUE})")
    private int runs;

    @Option(names = "--trackers", defaultValue = "50", description = "at that address (${DEFAULT-VALUE})")
    private int trackers;

    @Option(names = "--rate", defaultValue = "10", description = "packets/s of a tracker (${DEFAULT-VALUE})")
    private double rate;

    @Option(names = "--seed", defaultValue = "1", description = "of the trackers' chances")
    private long seed;

    /** What the trackers may see at most, ms; 0 where none may see any gap. */
    record Bounds(long p50Ms, long p99Ms) {}

    abstract String name();

    abstract Bounds bounds();

    /** Breaks something. */
    abstract void strike(ClusterStage stage) throws IOException, InterruptedException;

    /** Repairs it. */
    abstract void mend(ClusterStage stage) throws IOException, InterruptedException;

    @Override
    public Integer call() throws IOException, InterruptedException {
        String tag = System.getenv(STAGE);
        return tag == null ? outside() : inside(Network.of(tag));
    }

    private int outside() throws IOException, InterruptedException {
        String tag = "fn" + Long.toString(ProcessHandle.current().pid(), 36);
        try (Network network = Network.make(tag)) {
            Runtime.getRuntime().addShutdownHook(new Thread(network::close));
            ClusterStage.lay(network);
            List<String> again = List.of(
                    "drill",
                    name(),
                    "--runs",
                    "" + runs,
                    "--trackers",
                    "" + trackers,
                    "--rate",
                    "" + rate,
                    "--seed",
                    "" + seed);
            ProcessBuilder second =
                    new ProcessBuilder(network.in("out", Jvm.own().command(Benchmarks.class, again))).inheritIO();
            second.environment().put(STAGE, tag);
            return second.start().waitFor();
        }
    }

    private int inside(Network network) throws IOException, InterruptedException {
        try (ClusterStage stage = new ClusterStage(network)) {
            stage.raise();
            LoadPlan plan = new LoadPlan(
                    new LoadPlan.Target(VICTIM_ADDRESS, ClusterStage.TRACKER_PORT),
                    new Fleet("teltonika", seed, 0, trackers),
                    new Production(0, 1, rate),
                    LoadPlan.Reconnection.impatient(),
                    1,
                    seed);
            try (Swarm swarm = new Swarm(plan)) {
                return run(stage, swarm);
            }
        }
    }

    private int run(ClusterStage stage, Swarm swarm) throws IOException, InterruptedException {
        Stage.say("%d of %d trackers logged in", swarm.connect(), trackers);
        swarm.begin();
        Pause.ms(BETWEEN_MS);
        swarm.clearTally();
        for (int run = 1; run <= runs; run++) {
            Stage.say("run %d: struck at %s", run, Instant.now());
            strike(stage);
            Pause.ms(3_000);
            if (!swarm.awaitLoggedIn(trackers, BACK_SECONDS)) {
                throw new IllegalStateException(swarm.loggedIn() + " trackers back after " + BACK_SECONDS
                        + " s, expected " + trackers + "; last trouble: " + swarm.trouble());
            }
            Histogram gaps = swarm.tally().gapMicros();
            Stage.say(
                    "run %d: %d gaps so far, p50 %d ms, longest %d ms",
                    run, gaps.getTotalCount(), gaps.getValueAtPercentile(50) / 1000, gaps.getMaxValue() / 1000);
            mend(stage);
            stage.await("the cluster to be well again", stage::isWell);
            Pause.ms(BETWEEN_MS);
        }
        return conclude(stage, swarm);
    }

    private int conclude(ClusterStage stage, Swarm swarm) throws IOException, InterruptedException {
        swarm.freeze();
        boolean settled = swarm.settle(SETTLE_SECONDS);
        Audit audit = new Audit(swarm.ledger());
        for (GatewayApi gateway : stage.gateways()) {
            gateway.readBack(audit);
        }
        Audit.Balance balance = audit.balance();
        Histogram gaps = swarm.tally().gapMicros();
        boolean held = settled && balance.holds(swarm.ledger().resent());
        boolean pass = held && within(gaps);
        Report report = new Report()
                .put("drill", name())
                .put("runs", runs)
                .put("acked", balance.acked())
                .put("lost", balance.lost())
                .put("duplicated", balance.duplicated())
                .put("disconnects", swarm.tally().disconnects())
                .putMs("gap_ms", gaps)
                .put("gaps", gaps.getTotalCount())
                .put("settled", settled)
                .put("unpromised", balance.unpromised())
                .put("altered", balance.altered())
                .put("strange", balance.strange())
                .put("held", held)
                .put("pass", pass);
        System.out.println(report);
        if (!pass) {
            Stage.say("kept: %s", stage.folder());
        }
        return pass ? 0 : 1;
    }

    private boolean within(Histogram gaps) {
        return gaps.getValueAtPercentile(50) <= bounds().p50Ms() * 1000
                && gaps.getValueAtPercentile(99) <= bounds().p99Ms() * 1000;
    }

    /** The gateway's process that has the trackers' address, such as gateway-eu1. */
    static String victim(ClusterStage stage) {
        String owner = stage.owner(VICTIM_ADDRESS);
        if (owner.isEmpty()) {
            throw new IllegalStateException(VICTIM_ADDRESS + " has no owner, expected one to strike");
        }
        return owner.replace("/", "");
    }
}
