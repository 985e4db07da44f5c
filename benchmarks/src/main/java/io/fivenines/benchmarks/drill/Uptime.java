package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.Report;
import io.fivenines.benchmarks.load.LoadPlan.Reconnection;
import io.fivenines.benchmarks.load.Pause;
import io.fivenines.benchmarks.load.Swarm;
import io.fivenines.benchmarks.load.Tally;
import io.fivenines.benchmarks.stage.ClusterStage;
import io.fivenines.benchmarks.stage.Front;
import io.fivenines.benchmarks.stage.Network;
import io.fivenines.benchmarks.stage.Probers;
import io.fivenines.benchmarks.stage.Reference;
import io.fivenines.coordinator.uptime.Evidence;
import io.fivenines.coordinator.uptime.Verdict;
import io.fivenines.coordinator.uptime.keep.RoundLog;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "uptime",
        description = {
            "Breaks a cluster of two datacenters as the other drills do, and holds what the ledger counts, from the",
            "rounds of three probers outside and the lines they hold, against what trackers went through, and for how",
            "long commands could not be given. Passes if of each fault it counts no more than the longest gap and an",
            "interval (and a name's time to live, where a name moved), and no less than the longest time in which a",
            "tracker could not at once replace its connection, or an address took no command, if that is longer than",
            "--line. In an update, trackers that wait 5 s for an answer must not be out for longer than that either.",
            "Also: nothing is counted when nothing is wrong or a prober's own cable is pulled, and after the leading",
            "coordinator was killed in the middle of an incident every hub has every round and gap once. Needs root;",
            "about twenty minutes for all the faults:",
            "nothing, cut-prober, dark-service, lose-hub-leader, crash-node, freeze-node, cut-node, rolling-restart,",
            "crash-leader, crash-zookeeper-leader, lose-zookeeper, cut-link, flap, cut-uplink, lose-datacenter."
        })
public final class Uptime implements Callable<Integer> {
    private static final int ACK_SECONDS = 60;
    private static final int RATE = 10;
    /** Of them one or another waits for an answer when an address moves. */
    private static final int WAITING = 30;

    private static final int RETRY_MS = 500;
    /** What a prober has brought by then is on its way no more. */
    private static final int BROUGHT_MS = 3_000;
    /**
     * The names' time to live. These trackers ask when they lose their connection; who asked last before the name
     * points elsewhere, whom the prober's line goes with, comes that much later.
     */
    private static final int NAME_MS = 5_000;

    private static final RoundLog.Limits LIMITS = new RoundLog.Limits(Duration.ofDays(90), 1L << 30);
    private static final Map<String, Supplier<FailoverDrill>> FAULTS = faults();

    @Option(names = "--faults", split = ",", paramLabel = "NAME", description = "some of these faults (all)")
    private List<String> chosen = List.copyOf(FAULTS.keySet());

    @Option(names = "--interval", defaultValue = "5000", description = "of the probers, ms (${DEFAULT-VALUE})")
    private int intervalMs;

    @Option(names = "--step", defaultValue = "1000", description = "what a step may take, ms (${DEFAULT-VALUE})")
    private int stepMs;

    @Option(
            names = "--line",
            defaultValue = "1000",
            description = "between a line's records, and a program's commands, ms (${DEFAULT-VALUE})")
    private int lineMs;

    @Option(names = "--line-gap", defaultValue = "2000", description = "longer is a gap, ms (${DEFAULT-VALUE})")
    private int gapMs;

    @Option(names = "--trackers", defaultValue = "30", description = "of the first datacenter (${DEFAULT-VALUE})")
    private int trackers;

    private final Report faults = new Report();
    private final List<long[]> cuts = new ArrayList<>();
    private Swarm waiting;
    private int missed;
    private boolean right = true;

    private static Map<String, Supplier<FailoverDrill>> faults() {
        Map<String, Supplier<FailoverDrill>> faults = new LinkedHashMap<>();
        List<Supplier<FailoverDrill>> all = List.of(
                Troubles.Nothing::new,
                Troubles.CutProber::new,
                Troubles.DarkService::new,
                Troubles.LoseHubLeader::new,
                CrashNode::new,
                FreezeNode::new,
                CutNode::new,
                RollingRestart::new,
                CrashLeader::new,
                CrashZooKeeperLeader::new,
                () -> withOptions(new LoseZooKeeper(), "--outage", "30"),
                CutLink::new,
                () -> withOptions(new Flap(), "--seconds", "30"),
                CutUplink::new,
                LoseDatacenter::new);
        all.forEach(one -> faults.put(one.get().name(), one));
        return faults;
    }

    /** The names of all faults, in the order in which they are tried. */
    static List<String> names() {
        return List.copyOf(FAULTS.keySet());
    }

    /**
     * A fault by its name.
     *
     * @throws IllegalArgumentException if there is none, naming those there are
     */
    static FailoverDrill fault(String name) {
        Supplier<FailoverDrill> fault = FAULTS.get(name);
        if (fault == null) {
            throw new IllegalArgumentException("--faults has '" + name + "', expected some of " + FAULTS.keySet());
        }
        return fault.get();
    }

    private static FailoverDrill withOptions(FailoverDrill drill, String... options) {
        new CommandLine(drill).parseArgs(options);
        return drill;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        chosen.forEach(Uptime::fault);
        Optional<Network> network = Enclosure.network();
        List<String> again = new ArrayList<>(List.of("drill", "uptime", "--faults", String.join(",", chosen)));
        again.addAll(List.of("--interval", "" + intervalMs, "--step", "" + stepMs, "--trackers", "" + trackers));
        again.addAll(List.of("--line", "" + lineMs, "--line-gap", "" + gapMs));
        return network.isEmpty() ? Enclosure.run(again, Probers::lay) : inside(network.get());
    }

    private int inside(Network network) throws IOException, InterruptedException {
        Crowds.Habits habits = new Crowds.Habits(Crowds.name("eu"), trackers, RATE, Reconnection.impatient(), 1);
        Crowds.Habits patience = new Crowds.Habits(Crowds.name("eu"), WAITING, RATE, Reconnection.patient(), 1);
        try (Reference reference = new Reference();
                ClusterStage stage = new ClusterStage(network, Front.none());
                Crowds crowds = new Crowds(habits)) {
            stage.raise();
            waiting = crowds.join(patience);
            crowds.open();
            Probers probers = new Probers(stage, new InetSocketAddress(ClusterStage.OUTSIDE_ADDRESS, reference.port()));
            probers.start(new Probers.Rhythm(intervalMs, RETRY_MS, stepMs, lineMs, gapMs));
            Hubs hubs = new Hubs(stage);
            hubs.awaitCalm();
            Pause.ms(2L * intervalMs + 2L * stepMs);
            try (Errands errands = new Errands(stage, gapMs)) {
                for (String name : chosen) {
                    run(stage, crowds, errands, hubs, fault(name));
                }
            }
            return conclude(stage, probers, hubs);
        }
    }

    private void run(ClusterStage stage, Crowds crowds, Errands errands, Hubs hubs, FailoverDrill fault)
            throws IOException, InterruptedException {
        fault.prepare(stage, crowds);
        crowds.mark();
        errands.mark();
        // An outage counts from the last clean round before it.
        long fromMs = System.currentTimeMillis() - intervalMs - stepMs;
        Stage.say("%s", fault.name());
        fault.strike(stage);
        fault.hold(stage, crowds);
        if (!(fault instanceof Troubles.DarkService)) {
            crowds.awaitStruck(ACK_SECONDS);
        }
        fault.mend(stage);
        stage.await("the cluster to be well again", stage::isWell);
        crowds.awaitStruck(ACK_SECONDS);
        Pause.ms(2L * intervalMs + 2L * stepMs);
        long waitedMs = waiting.tally().outageMicros().getMaxValue() / 1_000;
        Tally eu = crowds.struck().tally();
        Tally ru = crowds.others().tally();
        fault.restore(stage, crowds);
        // Whom a name had led to the other datacenter comes back.
        waiting.hangUp();
        Pause.ms(2L * intervalMs + 2L * stepMs);
        long toMs = System.currentTimeMillis();
        Hubs.Count count = hubs.count(fromMs, toMs);
        Report report = faults.nest(fault.name());
        compare(report, "eu", eu, errands, count, fault);
        compare(report, "ru", ru, errands, count, fault);
        report.put("waiting_ms", waitedMs).put("notices", count.notices());
        if (fault instanceof RollingRestart) {
            right &= waitedMs <= lineMs;
        }
        if (fault instanceof Troubles.CutProber) {
            cuts.add(new long[] {fromMs, toMs});
            right &= count.notices() == 0;
        }
    }

    private void compare(
            Report report, String site, Tally tally, Errands errands, Hubs.Count count, FailoverDrill fault) {
        long gapMaxMs = tally.gapMicros().getMaxValue() / 1_000;
        long outMaxMs = tally.outageMicros().getMaxValue() / 1_000;
        boolean byName = gapMaxMs > 0 && fault instanceof DatacenterDrill;
        // Programs that go by address, and not by name, are none of the customers then.
        long refusedMs = byName
                ? 0
                : Math.max(errands.leastMs(site), fault.withoutCommands().leastMs());
        long commandsMs = byName
                ? 0
                : Math.max(errands.mostMs(site), fault.withoutCommands().mostMs());
        long leastMs = Math.max(outMaxMs, refusedMs);
        long mostMs = Math.max(gapMaxMs + (byName ? NAME_MS : 0), commandsMs);
        long countedMs = count.downMs().getOrDefault(ClusterStage.endpoint(site), 0L);
        boolean sure = leastMs > lineMs;
        boolean isShort = countedMs < leastMs;
        boolean calm = fault instanceof Troubles.Nothing || fault instanceof Troubles.CutProber;
        // Where nothing is wrong, a command that was slow to be taken excuses nothing.
        long allowedMs = calm ? 0 : mostMs + (mostMs > 0 ? intervalMs : 0);
        boolean well = countedMs <= allowedMs && !(sure && isShort);
        missed += isShort ? 1 : 0;
        right &= well;
        report.nest(site)
                .put("trackers_ms", outMaxMs)
                .put("commands_ms", refusedMs)
                .put("customers_ms", leastMs)
                .put("customers_ms_most", mostMs)
                .put("counted_ms", countedMs)
                .put("right", well);
        Stage.say(
                "  %s: customers %d to %d ms, counted %d ms%s",
                site, leastMs, mostMs, countedMs, well ? "" : ": WRONG");
    }

    /** Every round and gap that a prober has on disk is at every hub, once. */
    private int conclude(ClusterStage stage, Probers probers, Hubs hubs) throws IOException, InterruptedException {
        long untilMs = System.currentTimeMillis();
        Pause.ms(BROUGHT_MS);
        Map<String, Map<String, List<Long>>> held = hubs.evidence();
        probers.stop();
        Report rounds = new Report();
        boolean whole = true;
        int blamed = 0;
        int blind = 0;
        for (String location : Probers.LOCATIONS) {
            List<Evidence> kept = kept(probers, location);
            List<Long> expected = kept.stream()
                    .filter(one -> one.endedMs() < untilMs)
                    .map(Evidence::sequence)
                    .toList();
            for (Map.Entry<String, Map<String, List<Long>>> hub : held.entrySet()) {
                List<Long> has = hub.getValue().getOrDefault(location, List.of());
                // Those of the last moment may be there or not.
                boolean same = has.size() >= expected.size()
                        && has.subList(0, expected.size()).equals(expected)
                        && has.stream().distinct().count() == has.size();
                whole &= same;
                rounds.put(
                        location + "@" + hub.getKey(),
                        same ? "all " + expected.size() : "of " + expected.size() + " rounds and gaps " + has.size());
            }
            if (location.equals(Troubles.CutProber.LOCATION)) {
                blamed = within(kept, Verdict.FAILED);
                blind = within(kept, Verdict.VOID);
            }
        }
        boolean fair = blamed == 0 && (cuts.isEmpty() || blind > 0);
        boolean pass = right && whole && fair;
        System.out.println(new Report()
                .put("drill", "uptime")
                .put("interval_ms", intervalMs)
                .put("line_gap_ms", gapMs)
                .putAll("faults", faults)
                .put("missed", missed)
                .put("failed_of_cut_prober", blamed)
                .put("void_of_cut_prober", blind)
                .putAll("rounds", rounds)
                .put("pass", pass));
        if (!pass) {
            Stage.say("kept: %s", stage.folder());
        }
        return pass ? 0 : 1;
    }

    private static List<Evidence> kept(Probers probers, String location) throws IOException {
        List<Evidence> kept = new ArrayList<>();
        try (RoundLog log = RoundLog.open(probers.folder(location), LIMITS)) {
            log.read(RoundLog.Cursor.BEGINNING, (evidence, next) -> kept.add(evidence));
        }
        return kept;
    }

    /** How many rounds and gaps found that while the prober's cable was pulled; a gap begins before what caused it. */
    private int within(List<Evidence> kept, Verdict verdict) {
        return (int) kept.stream()
                .filter(one -> one.verdict() == verdict)
                .filter(one -> cuts.stream().anyMatch(cut -> one.beganMs() >= cut[0] && one.endedMs() < cut[1]))
                .count();
    }
}
