package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.stage.ClusterStage;
import java.io.IOException;
import picocli.CommandLine.Command;

@Command(
        name = "cut-uplink",
        description = {
            "Cuts a datacenter off from everywhere else; inside all is well.",
            "Passes if trackers that follow its name (time to live 5 s) have an acknowledgement of the other",
            "datacenter within 10 s of the fault (p99), and no acknowledged record is lost. Needs root."
        })
public final class CutUplink extends DatacenterDrill {
    @Override
    String name() {
        return "cut-uplink";
    }

    @Override
    void strike(ClusterStage stage) throws IOException, InterruptedException {
        stage.network().isolate("eu");
    }

    @Override
    void mend(ClusterStage stage) throws IOException, InterruptedException {
        stage.network().open();
    }
}
