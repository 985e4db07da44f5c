package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.stage.ClusterStage;
import java.io.IOException;
import picocli.CommandLine.Command;

@Command(
        name = "lose-datacenter",
        description = {
            "Kills every process of a datacenter and pulls all its cables, at once.",
            "Passes if trackers that follow its name (time to live 5 s) have an acknowledgement of the other",
            "datacenter within 10 s of the fault (p99), and no acknowledged record is lost. Needs root."
        })
public final class LoseDatacenter extends DatacenterDrill {
    @Override
    String name() {
        return "lose-datacenter";
    }

    @Override
    void strike(ClusterStage stage) throws IOException, InterruptedException {
        stage.network().isolate("eu");
        stage.killAll(stage.processes("eu"));
        for (String host : ClusterStage.hosts("eu")) {
            stage.network().cable(host, false);
            // A host that comes back from a power cut has none.
            for (String address : ClusterStage.virtualAddresses("eu")) {
                stage.network().forget(host, address);
            }
        }
    }

    @Override
    void mend(ClusterStage stage) throws IOException, InterruptedException {
        for (String host : ClusterStage.hosts("eu")) {
            stage.network().cable(host, true);
        }
        stage.network().open();
        for (String process : stage.processes("eu")) {
            stage.restart(process);
        }
    }
}
