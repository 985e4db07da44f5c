package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.stage.ClusterStage;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "lose-datacenter",
        description = {
            "Kills every process of a datacenter and pulls all its cables, at once.",
            "Passes if trackers that follow its name (time to live 5 s) have an acknowledgement of the other",
            "datacenter within 10 s of the fault (p99), and no acknowledged record is lost. Needs root.",
            "With --acknowledge-after it is about the journal on Kafka instead: two datacenters of a broker and a",
            "gateway each; all of one is destroyed with its disks, and built again from nothing. Passes if what is",
            "lost is no more than /readyz said it could be (0 with both), the other datacenter goes on, and all is in",
            "both again at the end, once."
        })
public final class LoseDatacenter extends DatacenterDrill {
    @Option(names = "--acknowledge-after", description = "local or both: the journal's drill")
    private String acknowledgeAfter;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (acknowledgeAfter == null) {
            return super.call();
        }
        if (!acknowledgeAfter.matches("local|both")) {
            throw new IllegalArgumentException(
                    "--acknowledge-after is '" + acknowledgeAfter + "', expected local or both");
        }
        try (LoseDisks drill = new LoseDisks(acknowledgeAfter, trackers(), rate(), seed())) {
            return drill.run(runs());
        }
    }

    @Override
    String name() {
        return "lose-datacenter";
    }

    @Override
    void strike(ClusterStage stage) throws IOException, InterruptedException {
        lose(stage);
    }

    /** As a power cut would. */
    static void lose(ClusterStage stage) throws IOException, InterruptedException {
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
        bringBack(stage);
    }

    static void bringBack(ClusterStage stage) throws IOException, InterruptedException {
        for (String host : ClusterStage.hosts("eu")) {
            stage.network().cable(host, true);
        }
        stage.network().open();
        for (String process : stage.processes("eu")) {
            stage.restart(process);
        }
    }
}
