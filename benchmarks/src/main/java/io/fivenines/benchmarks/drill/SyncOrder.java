package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.Report;
import io.fivenines.benchmarks.load.Pause;
import io.fivenines.benchmarks.load.Production;
import io.fivenines.benchmarks.load.Swarm;
import io.fivenines.benchmarks.process.GatewayHome;
import io.fivenines.benchmarks.process.GatewayProcess;
import io.fivenines.benchmarks.trace.ReplyOrder;
import io.fivenines.benchmarks.trace.Tracer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "sync-order",
        description = {
            "Watches the system calls of a running gateway by strace: one tracker alone, then several at once.",
            "Passes if no reply began to leave before the sync that covers its records had returned, and if the same",
            "trace with one sync moved behind its reply is found out."
        })
public final class SyncOrder implements Callable<Integer> {
    /** A file made ready is in the trace with all its zeros. */
    private static final List<String> SMALL_FILES = List.of("  segmentSize: 2MiB");

    private static final int SETTLE_SECONDS = 60;
    private static final int ALONE_SECONDS = 3;

    @Mixin
    private DrillOptions options;

    @Option(names = "--seconds", defaultValue = "5", description = "with several trackers (${DEFAULT-VALUE})")
    private int seconds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        options.standard(20, 10);
        if (!options.protocol().equals("teltonika")) {
            throw new IllegalArgumentException("protocol " + options.protocol() + ", expected teltonika in this drill");
        }
        try (GatewayHome home = GatewayHome.create(options.protocol());
                GatewayProcess gateway = GatewayProcess.start(home, options.gatewayJvm(), SMALL_FILES)) {
            Path trace = home.folder().resolve("trace");
            try (Tracer tracer = Tracer.attach(gateway.child().pid(), trace)) {
                load(new Swarm(options.plan(home.port(), 1, new Production(0, 1, 0))), ALONE_SECONDS);
                load(new Swarm(options.withSeries(1).plan(home)), seconds);
                tracer.detach();
            }
            Stage.say("trace of %,d KiB", Files.size(trace) >> 10);
            ReplyOrder order = new ReplyOrder(home.port(), home.journal().toString());
            ReplyOrder.Findings findings = order.check(trace);
            ReplyOrder.Findings doctored = order.checkDoctored(trace);
            boolean pass = findings.hold() && doctored.early() > 0;
            System.out.println(report(findings, doctored).put("pass", pass));
            return pass ? 0 : 1;
        }
    }

    private static void load(Swarm trackers, int forSeconds) throws InterruptedException {
        try (Swarm swarm = trackers) {
            swarm.connect();
            swarm.begin();
            Pause.ms(forSeconds * 1_000L);
            swarm.freeze();
            if (!swarm.settle(SETTLE_SECONDS)) {
                throw new IllegalStateException(swarm.owed() + " records without an answer, expected none");
            }
        }
    }

    private static Report report(ReplyOrder.Findings findings, ReplyOrder.Findings doctored) {
        return new Report()
                .put("drill", "sync-order")
                .put("connections", findings.connections())
                .put("replies", findings.replies())
                .put("records", findings.records())
                .put("syncs", findings.syncs())
                .put("early", findings.early())
                .put("unwritten", findings.unwritten())
                .put("unasked", findings.unasked())
                .put("early_when_doctored", doctored.early());
    }
}
