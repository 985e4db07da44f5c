package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.Report;
import io.fivenines.benchmarks.load.Ledger;
import io.fivenines.benchmarks.load.LoadPlan;
import io.fivenines.benchmarks.process.GatewayHome;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "auto-cost",
        description = {
            "CPU of the gateway a packet for trackers that came in by the port for any protocol, against the same ones",
            "on their protocol's own port; one gateway, in turns. A round is one turn of each, and its ratio is",
            "theirs; passes if the median ratio is at most --limit."
        })
public final class AutoCost implements Callable<Integer> {
    @Mixin
    private DrillOptions options;

    @Option(names = "--rounds", defaultValue = "12", description = "turns of each port (${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--warm-up", defaultValue = "20", description = "seconds for each port (${DEFAULT-VALUE})")
    private int warmUpSeconds;

    @Option(names = "--seconds", defaultValue = "10", description = "of a turn (${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--limit", defaultValue = "1.03", description = "the median ratio to pass (${DEFAULT-VALUE})")
    private double limit;

    @Override
    public Integer call() throws IOException, InterruptedException {
        options.standard(1_000, 0);
        try (GatewayHome home = GatewayHome.create(options.protocol()).withAuto();
                Contender own = Contender.gateway(home, options.gatewayJvm())) {
            LoadPlan plan = options.plan(home);
            Ledger ledger = new Ledger(plan.fleet());
            Race direct = new Race(new Contender("direct", own.child(), home.port()), plan, ledger);
            LoadPlan other = options.plan(home.autoPort(), options.connections());
            Race auto = new Race(new Contender("auto", own.child(), home.autoPort()), other, ledger);
            Report report = new Report()
                    .put("drill", "auto-cost")
                    .put("java", Runtime.version().toString())
                    .put("protocol", options.protocol())
                    .put("connections", options.connections())
                    .put("rounds", rounds);
            double[] ratios = ratios(direct, auto);
            direct.describe(report.nest("direct"));
            auto.describe(report.nest("auto"));
            double median = median(ratios);
            report.put("cpu_ratio", median)
                    .put("cpu_ratio_least", ratios[0])
                    .put("cpu_ratio_quarter", ratios[rounds / 4])
                    .put("cpu_ratio_three_quarters", ratios[rounds - 1 - rounds / 4])
                    .put("cpu_ratio_most", ratios[rounds - 1]);
            Stage.say("ratio %.3f, rounds from %.3f to %.3f", median, ratios[0], ratios[rounds - 1]);
            System.out.println(report.put("pass", median <= limit));
            return median <= limit ? 0 : 1;
        }
    }

    /** Of all rounds, least first. Who begins a round alternates, so that a drift of the machine favours nobody. */
    private double[] ratios(Race direct, Race auto) throws InterruptedException {
        direct.run(warmUpSeconds);
        auto.run(warmUpSeconds);
        direct.forget();
        auto.forget();
        double[] ratios = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            boolean autoFirst = round % 2 == 1;
            double first = (autoFirst ? auto : direct).run(seconds);
            double second = (autoFirst ? direct : auto).run(seconds);
            ratios[round] = autoFirst ? first / second : second / first;
        }
        Arrays.sort(ratios);
        return ratios;
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
