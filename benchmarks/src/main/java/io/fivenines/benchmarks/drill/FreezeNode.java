package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.stage.ClusterStage;
import java.io.IOException;
import picocli.CommandLine.Command;

@Command(
        name = "freeze-node",
        description = {
            "Stops the gateway that owns the trackers' address by SIGSTOP: it accepts and says nothing.",
            "Passes if no acknowledged record is lost and the gap is at most 2.5 s (p99). Needs root."
        })
public final class FreezeNode extends FailoverDrill {
    private String victim;

    @Override
    String name() {
        return "freeze-node";
    }

    @Override
    Bounds bounds() {
        return Bounds.gap(2_500, 2_500);
    }

    @Override
    void prepare(ClusterStage stage, Crowds crowds) {
        victim = victim(stage);
    }

    @Override
    void strike(ClusterStage stage) throws IOException, InterruptedException {
        stage.signal("gateway-" + victim, "STOP");
    }

    @Override
    void mend(ClusterStage stage) throws IOException, InterruptedException {
        stage.signal("gateway-" + victim, "CONT");
    }
}
