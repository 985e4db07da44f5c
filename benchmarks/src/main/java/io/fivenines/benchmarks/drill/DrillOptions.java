package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.load.Fleet;
import io.fivenines.benchmarks.load.LoadPlan;
import io.fivenines.benchmarks.load.Production;
import io.fivenines.benchmarks.process.GatewayHome;
import io.fivenines.benchmarks.process.Jvm;
import io.fivenines.benchmarks.process.OpenFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What every drill can be told about its trackers and its gateway. */
public final class DrillOptions {
    @Option(names = "--protocol", defaultValue = "teltonika", description = "teltonika, gt06 or wialon")
    private String protocol;

    @Option(names = "--connections", description = "trackers (the drill's own default)")
    private Integer connections;

    @Option(names = "--records", defaultValue = "1", description = "records a packet (${DEFAULT-VALUE})")
    private int records;

    @Option(names = "--rate", description = "packets/s of a tracker, 0: no limit (the drill's own default)")
    private Double rate;

    @Option(names = "--seed", defaultValue = "1", description = "of all chances")
    private long seed;

    @Option(names = "--threads", defaultValue = "1", description = "event loops of the trackers")
    private int threads;

    @Option(names = "--jvm", description = "an option more for the gateway's JVM; may be given several times")
    private List<String> jvm = new ArrayList<>();

    @Option(names = "--engine", defaultValue = "local", description = "the journal's: local, or kafka with one broker")
    private Engine engine;

    private int brokers = 1;

    /** What keeps the gateway's records. */
    enum Engine {
        local,
        kafka
    }

    /** For a drill that is about Kafka. */
    DrillOptions onKafka(int size) {
        engine = Engine.kafka;
        brokers = size;
        return this;
    }

    /** Kafka brokers to start for the journal, 0 if it is the local one. */
    int brokers() {
        return engine == Engine.kafka ? brokers : 0;
    }

    /** What a drill takes where nobody says otherwise; before anything else is asked. */
    DrillOptions standard(int trackers, double packetsPerSecond) {
        connections = connections == null ? trackers : connections;
        rate = rate == null ? packetsPerSecond : rate;
        return this;
    }

    String protocol() {
        return protocol;
    }

    /** What all trackers together have to report, records/s; 0 if there is always something more. */
    double offeredPerSecond() {
        return connections * records * rate;
    }

    int connections() {
        return connections;
    }

    DrillOptions addJvm(String... more) {
        jvm.addAll(List.of(more));
        return this;
    }

    /** The same for trackers nobody saw before. */
    DrillOptions withSeries(long added) {
        seed += added;
        return this;
    }

    long seed() {
        return seed;
    }

    int threads() {
        return threads;
    }

    Jvm gatewayJvm() {
        return Jvm.own().with(jvm);
    }

    LoadPlan plan(GatewayHome home) throws IOException {
        return plan(home.port(), connections);
    }

    LoadPlan plan(int port, int trackers) throws IOException {
        return plan(port, trackers, new Production(0, records, rate));
    }

    LoadPlan plan(int port, int trackers, Production production) throws IOException {
        return plan(new LoadPlan.Target(GatewayHome.HOST, port), trackers, production);
    }

    /** Against a gateway of somebody else. */
    LoadPlan plan(LoadPlan.Target target) throws IOException {
        return plan(target, connections, new Production(0, records, rate));
    }

    private LoadPlan plan(LoadPlan.Target target, int trackers, Production production) throws IOException {
        OpenFiles.require(trackers);
        return new LoadPlan(
                target,
                new Fleet(protocol, seed, 0, trackers),
                production,
                LoadPlan.Reconnection.eager(),
                threads,
                seed);
    }
}
