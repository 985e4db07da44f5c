package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.Report;
import io.fivenines.benchmarks.process.GatewayHome;
import io.fivenines.gateway.decode.protocol.Protocols;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "auto-cost",
        description = {
            "CPU of the gateway a packet for trackers that came in by the port for any protocol, against trackers on",
            "their protocol's own port; one gateway, in turns. A round is one turn of each, and its ratio is theirs;",
            "passes if the median ratio is at most --limit. With --control the second port is the protocol's own as",
            "well: that shows what the machine alone makes of it."
        })
public final class AutoCost implements Callable<Integer> {
    @Mixin
    private DrillOptions options;

    @Option(names = "--control", description = "a second port of the protocol in place of auto")
    private boolean control;

    @Option(names = "--rounds", defaultValue = "20", description = "turns of each port (${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--warm-up", defaultValue = "20", description = "seconds for each port (${DEFAULT-VALUE})")
    private int warmUpSeconds;

    @Option(names = "--seconds", defaultValue = "6", description = "of a turn (${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--limit", defaultValue = "1.03", description = "the median ratio to pass (${DEFAULT-VALUE})")
    private double limit;

    @Override
    public Integer call() throws IOException, InterruptedException {
        options.standard(1_000, 0);
        String second = control ? options.protocol() : Protocols.AUTO.name();
        try (GatewayHome home = GatewayHome.create(options.protocol()).withSecond(second);
                Contender direct = Contender.gateway(home, options.gatewayJvm())) {
            Contender other = new Contender(
                    control ? "control" : "auto", direct.child(), home.second().port());
            turn(direct, warmUpSeconds);
            turn(other, warmUpSeconds);
            double[] directMicros = new double[rounds];
            double[] otherMicros = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                // Who begins alternates, so that a drift of the machine favours nobody.
                if (round % 2 == 0) {
                    directMicros[round] = turn(direct, seconds);
                }
                otherMicros[round] = turn(other, seconds);
                if (round % 2 == 1) {
                    directMicros[round] = turn(direct, seconds);
                }
            }
            double ratio = report(directMicros, otherMicros, second);
            return ratio <= limit ? 0 : 1;
        }
    }

    /** With trackers nobody saw before: what one of them sent again would be recognised and cost less. */
    private double turn(Contender contender, int turnSeconds) throws IOException, InterruptedException {
        return new Race(contender, options.withSeries(1), options.connections()).run(turnSeconds);
    }

    private double report(double[] directMicros, double[] otherMicros, String second) {
        double[] ratios = new double[rounds];
        Arrays.setAll(ratios, round -> otherMicros[round] / directMicros[round]);
        Arrays.sort(ratios);
        Arrays.sort(directMicros);
        Arrays.sort(otherMicros);
        double ratio = median(ratios);
        System.out.println(new Report()
                .put("drill", "auto-cost")
                .put("java", Runtime.version().toString())
                .put("protocol", options.protocol())
                .put("second", second)
                .put("connections", options.connections())
                .put("rounds", rounds)
                .put("direct_us_per_packet", median(directMicros))
                .put("second_us_per_packet", median(otherMicros))
                .put("cpu_ratio", ratio)
                .put("cpu_ratio_least", ratios[0])
                .put("cpu_ratio_quarter", ratios[rounds / 4])
                .put("cpu_ratio_three_quarters", ratios[rounds - 1 - rounds / 4])
                .put("cpu_ratio_most", ratios[rounds - 1])
                .put("pass", ratio <= limit));
        Stage.say("ratio %.3f, rounds from %.3f to %.3f", ratio, ratios[0], ratios[rounds - 1]);
        return ratio;
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
