package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.Report;
import io.fivenines.benchmarks.load.Production;
import io.fivenines.benchmarks.load.Swarm;
import io.fivenines.benchmarks.process.GatewayHome;
import io.fivenines.benchmarks.process.Jcmd;
import io.fivenines.benchmarks.process.Jvm;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "idle-memory",
        description = {
            "Live heap of a logged-in tracker that says nothing, for gateway and baseline: objects left by a",
            "full collection with all trackers connected, less those before, for each tracker.",
            "Passes if the gateway's is at most --limit."
        })
public final class IdleMemory implements Callable<Integer> {
    private static final int CONNECTIONS = 19_000;
    private static final int WARM_UP_TRACKERS = 1_000;

    @Mixin
    private DrillOptions options;

    @Option(names = "--limit", defaultValue = "2048", description = "bytes a connection may cost (${DEFAULT-VALUE})")
    private long limit;

    @Override
    public Integer call() throws IOException, InterruptedException {
        options.standard(CONNECTIONS, 1);
        try (GatewayHome home = GatewayHome.create(options.protocol())) {
            Jvm jvm = options.gatewayJvm();
            Report report = new Report()
                    .put("drill", "idle-memory")
                    .put("connections", options.connections())
                    .put("java", Runtime.version().toString())
                    .put("jvm_options", String.join(" ", jvm.options()));
            double gateway;
            try (Contender contender = Contender.gateway(home, jvm)) {
                gateway = measure(contender, report.nest("gateway"));
            }
            try (Contender contender = Contender.bare(home, jvm)) {
                measure(contender, report.nest("bare"));
            }
            boolean pass = gateway <= limit;
            System.out.println(report.put("bytes_per_connection", gateway).put("pass", pass));
            return pass ? 0 : 1;
        }
    }

    private double measure(Contender contender, Report report) throws IOException, InterruptedException {
        Jcmd jcmd = new Jcmd(contender.child().pid());
        // Classes, pools and tables that come with the first connections are not the price of one more.
        try (Swarm first = swarm(contender, WARM_UP_TRACKERS)) {
            first.connect();
        }
        long before = jcmd.liveBytes();
        long residentBefore = contender.child().stat().residentBytes();
        try (Swarm swarm = swarm(contender, options.connections())) {
            int in = swarm.connect();
            if (in != options.connections()) {
                throw new IOException(in + " trackers logged in, expected " + options.connections() + "; last trouble: "
                        + swarm.trouble());
            }
            long after = jcmd.liveBytes();
            double each = (after - before) / (double) in;
            Stage.say("%s: %,.0f bytes a connection", contender.name(), each);
            report.put("bytes_per_connection", each)
                    .put("live_before", before)
                    .put("live_after", after)
                    .put(
                            "resident_bytes_per_connection",
                            (contender.child().stat().residentBytes() - residentBefore) / (double) in)
                    .put("stayed", swarm.loggedIn());
            return each;
        }
    }

    private Swarm swarm(Contender contender, int trackers) throws IOException {
        return new Swarm(options.plan(contender.port(), trackers, new Production(0, 1, 1)));
    }
}
