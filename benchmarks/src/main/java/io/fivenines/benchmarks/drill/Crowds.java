package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.load.Audit;
import io.fivenines.benchmarks.load.Fleet;
import io.fivenines.benchmarks.load.Ledger;
import io.fivenines.benchmarks.load.LoadPlan;
import io.fivenines.benchmarks.load.LoadPlan.Reconnection;
import io.fivenines.benchmarks.load.LoadPlan.Target;
import io.fivenines.benchmarks.load.Pause;
import io.fivenines.benchmarks.load.Production;
import io.fivenines.benchmarks.load.Swarm;
import io.fivenines.benchmarks.load.Tally;
import io.fivenines.benchmarks.process.GatewayApi;
import io.fivenines.benchmarks.process.Precedence;
import io.fivenines.benchmarks.stage.ClusterStage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All trackers of a drill on a cluster, each with its ledger:
 *
 * <pre>
 * struck      those of the first datacenter, by its address or by its name: what is broken is broken for them
 * others      the other datacenter's, by its name: most drills they must not notice
 * companions  a few at each node's own address, who come and go as trackers do to a gateway that has been up for weeks:
 *             none is to be new to that when the struck come to it
 * newcomers   nobody has seen them before; they come while something is broken
 * joined      whoever a drill wants beside these
 * </pre>
 */
final class Crowds implements AutoCloseable {
    private static final int OTHERS = 10;
    private static final int COMPANIONS = 3;
    private static final int NEWCOMERS = 5;
    private static final int SPAN = 1_000;
    private static final int NUMBERS = 1_000_000;
    private static final int ACK_SECONDS = 20;
    /** For those who come back as often as they must, and a machine with much else to do. */
    private static final int OPEN_SECONDS = 60;

    private static final String PROTOCOL = "teltonika";

    private final long seed;
    private final Swarm struck;
    private final Swarm others;
    private final List<Swarm> companions = new ArrayList<>();
    private final List<Swarm> joined = new ArrayList<>();
    private final List<Ledger> ledgers = new ArrayList<>();
    private final Tally newcomers = new Tally();
    private int begun;
    private int came;
    private int gotIn;

    /**
     * What the struck do.
     *
     * @param size at least 1 and at most 1,000
     * @param rate packets a second
     */
    record Habits(Target target, int size, double rate, Reconnection reconnection, long seed) {}

    Crowds(Habits habits) {
        seed = habits.seed();
        struck = swarm(habits.target(), habits.size(), habits.rate(), habits.reconnection());
        others = swarm(name("ru"), OTHERS, 2, Reconnection.unstruck());
        ClusterStage.nodes().values().forEach(address -> {
            Target node = new Target(address, ClusterStage.DIRECT_PORT);
            companions.add(swarm(node, COMPANIONS, 2, Reconnection.restless()));
        });
    }

    /** A datacenter as its trackers know it. */
    static Target name(String site) {
        return new Target(ClusterStage.endpoint(site), ClusterStage.TRACKER_PORT, ClusterStage.nameServers());
    }

    private Swarm swarm(Target target, int size, double rate, Reconnection reconnection) {
        Fleet fleet = new Fleet(PROTOCOL, seed, SPAN * begun++, size);
        LoadPlan plan = new LoadPlan(target, fleet, new Production(0, 1, rate), reconnection, 1, seed);
        Ledger ledger = new Ledger(fleet);
        ledgers.add(ledger);
        return new Swarm(plan, ledger);
    }

    /** Others beside, from before everybody logs in. */
    Swarm join(Habits habits) {
        Swarm more = swarm(habits.target(), habits.size(), habits.rate(), habits.reconnection());
        joined.add(more);
        return more;
    }

    private List<Swarm> all() {
        List<Swarm> all = new ArrayList<>(List.of(struck, others));
        all.addAll(companions);
        all.addAll(joined);
        return all;
    }

    /** Everybody logs in and begins to send. */
    void open() throws IOException, InterruptedException {
        for (Swarm swarm : all()) {
            swarm.connect();
            swarm.begin();
        }
        for (Swarm swarm : all()) {
            await(swarm, OPEN_SECONDS);
        }
        Precedence.take();
    }

    Swarm struck() {
        return struck;
    }

    Swarm others() {
        return others;
    }

    /** What was measured before counts no more, and from here on what is broken is broken. */
    void mark() {
        all().forEach(swarm -> {
            swarm.clearTally();
            swarm.mark();
        });
    }

    void awaitStruck(int seconds) throws InterruptedException {
        await(struck, seconds);
    }

    private static void await(Swarm swarm, int seconds) throws InterruptedException {
        int size = swarm.plan().fleet().size();
        if (!swarm.awaitLoggedIn(size, seconds)) {
            throw new IllegalStateException(
                    swarm.loggedIn() + " trackers of " + swarm.plan().target().hosts() + " are in after " + seconds
                            + " s, expected " + size + "; last trouble: " + swarm.trouble());
        }
    }

    /** Where the struck are must be there; throws if one is elsewhere. */
    void requireStruckAt(List<String> addresses) {
        Map<String, Integer> where = struck.whereabouts();
        if (!addresses.containsAll(where.keySet())) {
            throw new IllegalStateException("trackers are at " + where + ", expected them at " + addresses);
        }
    }

    /** Trackers nobody has seen come by name, each tries once, and send until each has an acknowledgement. */
    void welcome(String site) throws InterruptedException {
        try (Swarm wave = swarm(name(site), NEWCOMERS, 2, Reconnection.none())) {
            came += NEWCOMERS;
            wave.connect();
            wave.begin();
            Pause.until(() -> wave.tally().packets() >= 2 * NEWCOMERS, ACK_SECONDS);
            wave.freeze();
            wave.settle(ACK_SECONDS);
            newcomers.add(wave.tally());
            Ledger ledger = wave.ledger();
            for (int i = 0; i < NEWCOMERS; i++) {
                gotIn += ledger.acked(i) > 0 ? 1 : 0;
            }
        }
    }

    int came() {
        return came;
    }

    int gotIn() {
        return gotIn;
    }

    /** Of those who came while something was broken. */
    Tally newcomers() {
        return newcomers;
    }

    /** Nothing new; returns whether everything sent was acknowledged in time. */
    boolean settle(int seconds) throws InterruptedException {
        all().forEach(Swarm::freeze);
        boolean settled = true;
        for (Swarm swarm : all()) {
            settled &= swarm.settle(seconds);
        }
        return settled;
    }

    /** Every promise of every tracker against what all journals hold. */
    Audit.Balance balance(List<GatewayApi> gateways) throws IOException, InterruptedException {
        Audit[] audits = ledgers.stream().map(Audit::new).toArray(Audit[]::new);
        Fleet everybody = new Fleet(PROTOCOL, seed, 0, NUMBERS);
        for (Audit audit : audits) {
            audit.expect(everybody);
        }
        for (GatewayApi gateway : gateways) {
            gateway.readBack(audits);
        }
        Audit.Balance sum = new Audit.Balance(0, 0, 0, 0, 0, 0, 0);
        for (Audit audit : audits) {
            sum = sum.plus(audit.balance());
        }
        return sum;
    }

    /** Records that any tracker sent twice. */
    long resent() {
        return ledgers.stream().mapToLong(Ledger::resent).sum();
    }

    @Override
    public void close() {
        all().forEach(Swarm::close);
    }
}
