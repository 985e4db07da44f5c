package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.Report;
import io.fivenines.benchmarks.load.Audit;
import io.fivenines.benchmarks.load.LoadPlan.Reconnection;
import io.fivenines.benchmarks.load.LoadPlan.Target;
import io.fivenines.benchmarks.load.Pause;
import io.fivenines.benchmarks.load.Tally;
import io.fivenines.benchmarks.stage.ClusterStage;
import io.fivenines.benchmarks.stage.Front;
import io.fivenines.benchmarks.stage.Network;
import io.fivenines.benchmarks.stage.OwnerWatch;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/**
 * A drill on a whole cluster, in an {@link Enclosure}. It raises the cluster once, and breaks and mends it as often as
 * is wanted: prepare, strike, hold, everybody back, mend, all well, restore, and the hold-down's time until the next.
 */
abstract class FailoverDrill implements Callable<Integer> {
    static final String VICTIM_ADDRESS = "10.1.0.101";
    private static final int BACK_SECONDS = 60;
    private static final int REAL_BACK_SECONDS = 300;
    private static final int SETTLE_SECONDS = 120;
    /** Longer than the planner's hold-down of an address. */
    private static final int BETWEEN_MS = 11_000;
    /** docs/failover.md, the fencing bound; and half of what lies between two questions of {@link OwnerWatch}. */
    private static final int TWO_OWNERS_MS_MAX = 1_350 + 50;

    @Option(names = "--runs", defaultValue = "3", description = "how often (${DEFAULT-VALUE})")
    private int runs;

    @Option(names = "--trackers", defaultValue = "50", description = "that are struck (${DEFAULT-VALUE})")
    private int trackers;

    @Option(names = "--rate", defaultValue = "10", description = "packets/s of a tracker (${DEFAULT-VALUE})")
    private double rate;

    @Option(names = "--seed", defaultValue = "1", description = "of the trackers' chances")
    private long seed;

    @Option(
            names = "--retry",
            defaultValue = "impatient",
            description = {
                "impatient: trackers try again every 100 ms, and the gap is bounded (the default);",
                "patient: likewise, but only after they have waited 5 s for a connection or an answer;",
                "real: after 4 s and doubling up to 60 s, half of it chance; then only the records count"
            })
    private String retry;

    private final Tally struck = new Tally();
    private final Tally others = new Tally();

    final int runs() {
        return runs;
    }

    final int trackers() {
        return trackers;
    }

    final double rate() {
        return rate;
    }

    final long seed() {
        return seed;
    }

    abstract String name();

    abstract Bounds bounds();

    /** Finds out what is to be broken. */
    void prepare(ClusterStage stage, Crowds crowds) throws IOException, InterruptedException {}

    /** Breaks it. */
    abstract void strike(ClusterStage stage) throws IOException, InterruptedException;

    /** While it is broken. */
    void hold(ClusterStage stage, Crowds crowds) throws IOException, InterruptedException {
        Pause.ms(3_000);
    }

    /** Repairs it. */
    abstract void mend(ClusterStage stage) throws IOException, InterruptedException;

    /** Once all is well: brings back what does not come back by itself. */
    void restore(ClusterStage stage, Crowds crowds) throws IOException, InterruptedException {
        Pause.ms(BETWEEN_MS);
    }

    /** What stands between trackers and gateways. */
    Front front() {
        return Front.none();
    }

    /** Where the trackers go that are to be struck. */
    Target target() {
        return new Target(VICTIM_ADDRESS, ClusterStage.TRACKER_PORT);
    }

    /** Whether the other datacenter's trackers may notice. */
    boolean strikesOthers() {
        return false;
    }

    /** Whether each of the struck must lose its connection, as a proof that something was broken. */
    boolean strikesAll() {
        return !bounds().isCalm();
    }

    /**
     * How long something took, milliseconds, as far as that can be said.
     *
     * @param leastMs at least
     * @param mostMs at most
     */
    record Span(long leastMs, long mostMs) {
        static final Span NONE = new Span(0, 0);
    }

    /** For how long customers could not have trackers told anything, though trackers were served. */
    Span withoutCommands() {
        return Span.NONE;
    }

    /** More options of this drill, for the second process. */
    List<String> options() {
        return List.of();
    }

    /** What else is to be said at the end; whether it is as it should be. */
    boolean describe(Report report) {
        return true;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Optional<Network> network = Enclosure.network();
        return network.isEmpty() ? outside() : inside(network.get());
    }

    private boolean isReal() {
        return retry.equals("real");
    }

    private Reconnection reconnection() {
        return switch (retry) {
            case "impatient" -> Reconnection.impatient();
            case "patient" -> Reconnection.patient();
            case "real" -> Reconnection.real();
            default ->
                throw new IllegalArgumentException("--retry is '" + retry + "', expected impatient, patient or real");
        };
    }

    private int outside() throws IOException, InterruptedException {
        reconnection();
        List<String> again = new ArrayList<>(List.of("drill", name(), "--runs", "" + runs));
        again.addAll(List.of("--trackers", "" + trackers, "--rate", "" + rate));
        again.addAll(List.of("--seed", "" + seed, "--retry", retry));
        again.addAll(options());
        return Enclosure.run(again, front()::lay);
    }

    private int inside(Network network) throws IOException, InterruptedException {
        try (ClusterStage stage = new ClusterStage(network, front())) {
            stage.raise();
            Crowds.Habits habits = new Crowds.Habits(target(), trackers, rate, reconnection(), seed);
            try (Crowds crowds = new Crowds(habits);
                    OwnerWatch watch = stage.watch("eu", VICTIM_ADDRESS)) {
                crowds.open();
                Pause.ms(BETWEEN_MS);
                for (int run = 1; run <= runs; run++) {
                    run(stage, crowds, run);
                }
                return conclude(stage, crowds, watch);
            }
        }
    }

    private void run(ClusterStage stage, Crowds crowds, int run) throws IOException, InterruptedException {
        prepare(stage, crowds);
        crowds.mark();
        Stage.say("run %d: struck at %s", run, Instant.now());
        strike(stage);
        hold(stage, crowds);
        crowds.awaitStruck(isReal() ? REAL_BACK_SECONDS : BACK_SECONDS);
        // Who has just logged in is to get an answer before this run is counted.
        Pause.ms(1_000);
        Tally here = crowds.struck().tally();
        Stage.say(
                "run %d: %d gaps, p50 %d ms, longest %d ms; after the fault at most %d ms; slowest answer %d ms",
                run,
                here.gapMicros().getTotalCount(),
                here.gapMicros().getValueAtPercentile(50) / 1_000,
                here.gapMicros().getMaxValue() / 1_000,
                here.afterMarkMicros().getMaxValue() / 1_000,
                here.latencyMicros().getMaxValue() / 1_000);
        mend(stage);
        stage.await("the cluster to be well again", stage::isWell);
        struck.add(crowds.struck().tally());
        others.add(crowds.others().tally());
        restore(stage, crowds);
    }

    private int conclude(ClusterStage stage, Crowds crowds, OwnerWatch watch) throws IOException, InterruptedException {
        boolean settled = crowds.settle(SETTLE_SECONDS);
        Audit.Balance balance = crowds.balance(stage.gateways());
        boolean held = settled && balance.holds(crowds.resent());
        Report report = new Report()
                .put("drill", name())
                .put("runs", runs)
                .put("retry", retry)
                .put("acked", balance.acked())
                .put("lost", balance.lost())
                .put("duplicated", balance.duplicated())
                .put("disconnects", struck.disconnects())
                .putMs("gap_ms", struck.gapMicros())
                .put("gaps", struck.gapMicros().getTotalCount())
                .put(
                        "gaps_again",
                        struck.gapMicros().getTotalCount()
                                - struck.afterMarkMicros().getTotalCount())
                .putMs("first_attempt_ms", struck.missedMicros())
                .putMs("after_fault_ms", struck.afterMarkMicros())
                .putMs("ack_ms", struck.latencyMicros())
                .put("others_disconnects", others.disconnects())
                .put("others_ack_ms_max", others.latencyMicros().getMaxValue() / 1e3)
                .put("newcomers", crowds.came())
                .put("newcomers_in", crowds.gotIn())
                .put("newcomers_ack_ms_max", crowds.newcomers().latencyMicros().getMaxValue() / 1e3)
                .put("two_owners_ms", watch.sharedMs())
                .put("owner_changes", watch.changes())
                .put("settled", settled)
                .put("unpromised", balance.unpromised())
                .put("altered", balance.altered())
                .put("strange", balance.strange());
        boolean described = describe(report);
        boolean pass = held && described && crowds.gotIn() == crowds.came() && isWithin(watch);
        System.out.println(report.put("held", held).put("pass", pass));
        if (!pass) {
            Stage.say("kept: %s", stage.folder());
        }
        return pass ? 0 : 1;
    }

    private boolean isWithin(OwnerWatch watch) {
        boolean undisturbed = strikesOthers() || others.disconnects() == 0;
        boolean struckAll = !strikesAll() || struck.afterMarkMicros().getTotalCount() == (long) runs * trackers;
        return watch.sharedMs() <= TWO_OWNERS_MS_MAX && struckAll && (isReal() || undisturbed && bounds().hold(struck));
    }

    /** The gateway's process that has the trackers' address, such as eu1. */
    static String victim(ClusterStage stage) {
        String owner = stage.owner(VICTIM_ADDRESS);
        if (owner.isEmpty()) {
            throw new IllegalStateException(VICTIM_ADDRESS + " has no owner, expected one to strike");
        }
        return owner.replace("/", "");
    }
}
