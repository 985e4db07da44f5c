package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.Report;
import io.fivenines.benchmarks.load.Audit;
import io.fivenines.benchmarks.load.Swarm;
import io.fivenines.benchmarks.process.GatewayHome;
import io.fivenines.benchmarks.process.GatewayProcess;
import io.fivenines.benchmarks.process.Jvm;
import io.fivenines.benchmarks.process.KafkaCluster;
import io.fivenines.gateway.Gateway;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** A gateway on its data, and the trackers it serves; the gateway may come and go, data and trackers stay. */
final class Stage implements AutoCloseable {
    private static final int BACK_SECONDS = 60;
    private static final int SETTLE_SECONDS = 120;

    private final GatewayHome home;
    private final boolean homeIsLent;
    private final Jvm jvm;
    private final Swarm swarm;
    private final KafkaCluster kafka;
    private final List<String> configuration = new ArrayList<>();
    private Class<?> main = Gateway.class;
    private GatewayProcess gateway;
    private long openedNanos;
    private boolean keep;

    Stage(DrillOptions options) throws IOException, InterruptedException {
        this(options, GatewayHome.create(options.protocol()), false);
    }

    /** In a home that somebody else removes. */
    Stage(DrillOptions options, GatewayHome lent) throws IOException, InterruptedException {
        this(options, lent, true);
    }

    private Stage(DrillOptions options, GatewayHome home, boolean homeIsLent) throws IOException, InterruptedException {
        this.home = home;
        this.homeIsLent = homeIsLent;
        jvm = options.gatewayJvm();
        kafka = options.brokers() == 0
                ? null
                : KafkaCluster.start(home.folder(), Files.createDirectories(home.journal()), options.brokers());
        if (kafka != null) {
            configure(kafka.configuration());
        }
        swarm = new Swarm(options.plan(home));
    }

    /** Lines more for the gateway's configuration, from its next start on. */
    Stage configure(String... lines) {
        configuration.addAll(List.of(lines));
        return this;
    }

    /** One more gateway on the same journal, with the same configuration and a home of its own. */
    GatewayProcess beside(GatewayHome other) throws IOException, InterruptedException {
        return GatewayProcess.start(other, jvm, configuration);
    }

    /** A main class in place of the gateway's own. */
    Stage play(Class<?> otherMain) {
        main = otherMain;
        return this;
    }

    Stage raise() throws IOException, InterruptedException {
        gateway = GatewayProcess.start(home, jvm, main, configuration);
        say("gateway %d ready after %,d ms", gateway.child().pid(), gateway.readyMs());
        return this;
    }

    /** All trackers log in and begin to send. */
    void open() throws InterruptedException {
        int in = swarm.connect();
        say("%,d of %,d trackers logged in", in, swarm.plan().fleet().size());
        swarm.begin();
        openedNanos = System.nanoTime();
    }

    /** Waits until everybody is back; throws if not. */
    void awaitAll() throws InterruptedException {
        int size = swarm.plan().fleet().size();
        if (!swarm.awaitLoggedIn(size, BACK_SECONDS)) {
            throw new IllegalStateException(swarm.loggedIn() + " trackers back after " + BACK_SECONDS + " s, expected "
                    + size + "; last trouble: " + swarm.trouble());
        }
    }

    /** Lets the trackers finish what they began, reads everything back and compares. */
    Conclusion conclude(String drill, int runs) throws IOException, InterruptedException {
        return conclude(drill, runs, new Audit(swarm.ledger()));
    }

    Conclusion conclude(String drill, int runs, Audit audit) throws IOException, InterruptedException {
        Report report = new Report().put("drill", drill).put("runs", runs);
        // Trackers stop and wait: what came up during an outage and since is sent one by one, or not any more.
        long unsent = swarm.unsent();
        double seconds = (System.nanoTime() - openedNanos) / 1e9;
        swarm.freeze();
        boolean settled = swarm.settle(SETTLE_SECONDS);
        gateway.api().readBack(audit);
        Audit.Balance balance = audit.balance();
        boolean held = settled && balance.holds(swarm.ledger().resent());
        report.put("settled", settled);
        describe(report, swarm, balance);
        report.put("seconds", seconds).put("unsent", unsent);
        return new Conclusion(this, report, balance, held);
    }

    /** What every drill says of its trackers. */
    static void describe(Report report, Swarm swarm, Audit.Balance balance) {
        report.put("acked", balance.acked())
                .put("lost", balance.lost())
                .put("duplicated", balance.duplicated())
                .put("disconnects", swarm.tally().disconnects())
                .putMs("gap_ms", swarm.tally().gapMicros())
                .putMs("ack_ms", swarm.tally().latencyMicros())
                .put("resent", swarm.ledger().resent())
                .put("unpromised", balance.unpromised())
                .put("altered", balance.altered())
                .put("strange", balance.strange())
                .put("rejected", swarm.tally().rejected());
    }

    /** What the gateway holds now against what the trackers are promised now. */
    Audit.Balance balance() throws IOException, InterruptedException {
        Audit audit = new Audit(swarm.ledger());
        gateway.api().readBack(audit);
        return audit.balance();
    }

    /** The brokers of the journal, null if it is the local one. */
    KafkaCluster kafka() {
        return kafka;
    }

    GatewayHome home() {
        return home;
    }

    GatewayProcess gateway() {
        return gateway;
    }

    Swarm swarm() {
        return swarm;
    }

    /** The folder is evidence: it stays. */
    void keep() {
        keep = true;
        say("kept: %s", home.folder());
    }

    static void say(String format, Object... values) {
        System.err.printf(format + "%n", values);
    }

    @Override
    public void close() {
        swarm.close();
        if (gateway != null) {
            gateway.close();
        }
        if (kafka != null) {
            kafka.close();
        }
        if (!keep && !homeIsLent) {
            home.close();
        }
    }
}
