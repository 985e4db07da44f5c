package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.stage.ClusterStage;
import java.io.IOException;
import picocli.CommandLine.Command;

@Command(
        name = "crash-node",
        description = {
            "Kills the gateway that owns the trackers' address by SIGKILL, in a cluster of two datacenters.",
            "Passes if no acknowledged record is lost and the gap is at most 300 ms (p50) and 1 s (p99). Needs root."
        })
public final class CrashNode extends FailoverDrill {
    private String victim;

    @Override
    String name() {
        return "crash-node";
    }

    @Override
    Bounds bounds() {
        return Bounds.gap(300, 1_000);
    }

    @Override
    void prepare(ClusterStage stage, Crowds crowds) {
        victim = victim(stage);
    }

    @Override
    void strike(ClusterStage stage) throws InterruptedException {
        stage.child("gateway-" + victim).kill();
    }

    @Override
    void mend(ClusterStage stage) throws IOException {
        stage.restart("gateway-" + victim);
    }
}
