package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.powercut.PowerCutGateway;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "power-cut",
        description = {
            "As kill-gateway, on a disk that keeps in the gateway's memory what it was not asked to sync, so that the",
            "kill is a power cut. With --no-sync the disk ignores syncs: that drill passes if records ARE lost, which",
            "shows that the other one could fail."
        })
public final class PowerCut implements Callable<Integer> {
    @Mixin
    private DrillOptions options;

    @Option(names = "--runs", defaultValue = "10", description = "how often (${DEFAULT-VALUE})")
    private int runs;

    @Option(names = "--no-sync", description = "the disk ignores syncs")
    private boolean noSync;

    @Override
    public Integer call() throws IOException, InterruptedException {
        options.standard(500, 20).addJvm(PowerCutGateway.jvmOptions(!noSync, options.seed()));
        // Small files, so that their beginnings and ends are cut too.
        try (Stage stage = new Stage(options).play(PowerCutGateway.class).configure("  segmentSize: 4MiB")) {
            stage.raise().open();
            new SuddenDeath(stage, options.seed()).befall(runs);
            Conclusion end = stage.conclude("power-cut", runs);
            end.report().put("syncs", !noSync);
            return end.print(noSync ? end.balance().lost() > 0 : end.held());
        }
    }
}
