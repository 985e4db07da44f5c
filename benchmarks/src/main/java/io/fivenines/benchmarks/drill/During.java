package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.Report;
import io.fivenines.benchmarks.load.Audit;
import io.fivenines.benchmarks.load.LoadPlan;
import io.fivenines.benchmarks.load.Pause;
import io.fivenines.benchmarks.load.Swarm;
import io.fivenines.benchmarks.process.GatewayApi;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "during",
        description = {
            "Runs a command of yours, an upgrade for instance, while trackers report to gateways of yours.",
            "Passes if the command ends with 0, everybody is back and no acknowledged record is lost. The trackers'",
            "records stay in those gateways' journals: not for one that serves customers."
        })
public final class During implements Callable<Integer> {
    private static final int AROUND_MS = 3_000;
    private static final int BACK_SECONDS = 60;
    private static final int SETTLE_SECONDS = 120;

    @Mixin
    private DrillOptions options;

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "where trackers connect (${DEFAULT-VALUE})")
    private String host;

    @Option(names = "--port", required = true, description = "where trackers of --protocol connect")
    private int port;

    @Option(
            names = "--api",
            defaultValue = "127.0.0.1:8080",
            description = "a gateway's API (${DEFAULT-VALUE}); once for each that may get records")
    private List<String> apis;

    @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "what is run, after --")
    private List<String> command;

    @Override
    public Integer call() throws IOException, InterruptedException {
        options.standard(200, 10);
        try (Swarm swarm = new Swarm(options.plan(new LoadPlan.Target(host, port)))) {
            int in = swarm.connect();
            if (in < options.connections()) {
                throw new IOException(in + " of " + options.connections() + " trackers logged in at " + host + ":"
                        + port + ", expected all: " + swarm.trouble());
            }
            swarm.begin();
            Pause.ms(AROUND_MS);
            long before = swarm.tally().acked();
            int code = run();
            boolean back = swarm.awaitLoggedIn(options.connections(), BACK_SECONDS);
            Pause.ms(AROUND_MS);
            return conclude(swarm, before, code, back);
        }
    }

    private int run() throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("sh", "-c", "exec \"$0\" \"$@\" >&2"));
        line.addAll(command);
        return new ProcessBuilder(line).inheritIO().start().waitFor();
    }

    private int conclude(Swarm swarm, long before, int code, boolean back) throws IOException, InterruptedException {
        swarm.freeze();
        boolean settled = swarm.settle(SETTLE_SECONDS);
        Audit audit = new Audit(swarm.ledger());
        for (String api : apis) {
            URI place = URI.create("http://" + api);
            if (place.getHost() == null || place.getPort() < 0) {
                throw new IllegalArgumentException("--api is '" + api + "', expected HOST:PORT");
            }
            new GatewayApi(place.getHost(), place.getPort()).readBack(audit);
        }
        Audit.Balance balance = audit.balance();
        Report report = new Report().put("drill", "during").put("runs", 1).put("settled", settled);
        Stage.describe(report, swarm, balance);
        boolean worked = before > 0 && balance.acked() > before;
        // Records of other trackers are the gateway's own affair.
        boolean held = balance.lost() == 0
                && balance.altered() == 0
                && balance.duplicated() <= swarm.ledger().resent();
        boolean pass = code == 0 && back && settled && worked && held;
        System.out.println(
                report.put("code", code).put("back", back).put("held", held).put("pass", pass));
        return pass ? 0 : 1;
    }
}
