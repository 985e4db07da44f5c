package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.stage.ClusterStage;
import java.io.IOException;
import picocli.CommandLine.Command;

@Command(
        name = "cut-node",
        description = {
            "Pulls the cable of the host that owns the trackers' address.",
            "Passes if no acknowledged record is lost and the gap is at most 2.5 s (p99). Needs root."
        })
public final class CutNode extends FailoverDrill {
    private String victim;

    @Override
    String name() {
        return "cut-node";
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
        stage.network().cable(victim, false);
    }

    @Override
    void mend(ClusterStage stage) throws IOException, InterruptedException {
        stage.network().cable(victim, true);
    }
}
