package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.Report;
import io.fivenines.benchmarks.load.LoadPlan.Target;
import io.fivenines.benchmarks.stage.ClusterStage;
import java.io.IOException;
import picocli.CommandLine.Command;

@Command(
        name = "rolling-restart",
        description = {
            "Restarts every gateway, one after the other, under load: drained by the operator's command, stopped by",
            "SIGTERM, started again. Passes if every drain ends by itself, every gateway ends with 0, the gap is at",
            "most 1 s (p99), and no acknowledged record is lost. Needs root."
        })
public final class RollingRestart extends FailoverDrill {
    private static final int STOP_SECONDS = 30;

    private int restarts;

    @Override
    String name() {
        return "rolling-restart";
    }

    @Override
    Bounds bounds() {
        return Bounds.gap(1_000, 1_000);
    }

    @Override
    Target target() {
        return Crowds.name("eu");
    }

    @Override
    boolean strikesOthers() {
        return true;
    }

    @Override
    void strike(ClusterStage stage) throws IOException, InterruptedException {
        for (String node : ClusterStage.nodes().keySet()) {
            String name = node.substring(0, 2) + "/" + node.substring(2);
            Stage.say("%s", stage.operator("drain", name, "--for", "10m", "--reason", "rolling restart"));
            int code = stage.child("gateway-" + node).terminate(STOP_SECONDS);
            if (code != 0) {
                throw new IllegalStateException("gateway " + name + " ended with " + code + ", expected 0");
            }
            stage.operator("undrain", name);
            stage.restart("gateway-" + node);
            stage.await(name + " to be back", stage::isWell);
            restarts++;
        }
    }

    @Override
    void mend(ClusterStage stage) {}

    @Override
    boolean describe(Report report) {
        report.put("restarts", restarts);
        return true;
    }
}
