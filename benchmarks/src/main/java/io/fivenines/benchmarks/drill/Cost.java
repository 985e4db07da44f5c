package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.Report;
import io.fivenines.benchmarks.process.GatewayHome;
import io.fivenines.benchmarks.process.Jvm;
import io.fivenines.benchmarks.process.OpenFiles;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "cost",
        description = {
            "CPU of the gateway a packet, durable journal and all, against a Netty server that only answers; in turns,",
            "same packets, same client, same machine. Passes if the ratio is at most --limit for each population."
        })
public final class Cost implements Callable<Integer> {
    @Mixin
    private DrillOptions options;

    @Option(
            names = "--populations",
            split = ",",
            defaultValue = "1000,15000",
            description = "trackers (${DEFAULT-VALUE})")
    private List<Integer> populations;

    @Option(names = "--rounds", defaultValue = "4", description = "of each server (${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--warm-up", defaultValue = "15", description = "seconds for each server (${DEFAULT-VALUE})")
    private int warmUpSeconds;

    @Option(names = "--seconds", defaultValue = "10", description = "of a round (${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--limit", defaultValue = "1.6", description = "the ratio to pass (${DEFAULT-VALUE})")
    private double limit;

    @Option(names = "--profile", description = "one more round of the gateway, with its hottest methods")
    private boolean profile;

    @Override
    public Integer call() throws IOException, InterruptedException {
        options.standard(0, 0);
        try (GatewayHome home = GatewayHome.create(options.protocol())) {
            Jvm jvm = options.gatewayJvm();
            try (Contender gateway = Contender.gateway(home, jvm);
                    Contender bare = Contender.bare(home, jvm)) {
                Report report = new Report()
                        .put("drill", "cost")
                        .put("java", Runtime.version().toString())
                        .put("protocol", options.protocol());
                boolean pass = true;
                for (int trackers : populations) {
                    OpenFiles.require(trackers);
                    pass &= compare(gateway, bare, trackers, report.nest("at_" + trackers)) <= limit;
                }
                System.out.println(report.put("pass", pass));
                return pass ? 0 : 1;
            }
        }
    }

    private double compare(Contender gateway, Contender bare, int trackers, Report report)
            throws IOException, InterruptedException {
        Race ours = new Race(gateway, options, trackers);
        Race theirs = new Race(bare, options, trackers);
        ours.run(warmUpSeconds);
        theirs.run(warmUpSeconds);
        ours.forget();
        theirs.forget();
        for (int round = 1; round <= rounds; round++) {
            ours.run(seconds);
            theirs.run(seconds);
        }
        ours.describe(report.nest("gateway"));
        theirs.describe(report.nest("bare"));
        double ratio = ours.cpuMicrosPerPacket() / theirs.cpuMicrosPerPacket();
        report.put("cpu_ratio", ratio);
        Stage.say("%,d trackers: ratio %.2f", trackers, ratio);
        if (profile) {
            new Profile(gateway.child()).of(() -> ours.run(seconds)).lines().forEach(System.err::println);
        }
        return ratio;
    }
}
