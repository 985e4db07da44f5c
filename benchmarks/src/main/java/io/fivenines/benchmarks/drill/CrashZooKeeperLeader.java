package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.load.Pause;
import io.fivenines.benchmarks.stage.ClusterStage;
import io.fivenines.benchmarks.stage.Ensemble;
import java.io.IOException;
import picocli.CommandLine.Command;

@Command(
        name = "crash-zookeeper-leader",
        description = {
            "Kills the ZooKeeper server that leads the others by SIGKILL.",
            "Passes if no tracker loses its connection or waits over 1 s for an answer, newcomers get in, and no",
            "acknowledged record is lost. Needs root."
        })
public final class CrashZooKeeperLeader extends FailoverDrill {
    private String leader;

    @Override
    String name() {
        return "crash-zookeeper-leader";
    }

    @Override
    Bounds bounds() {
        return Bounds.calm();
    }

    @Override
    void prepare(ClusterStage stage, Crowds crowds) throws IOException, InterruptedException {
        stage.await("a ZooKeeper server to lead", () -> !Ensemble.leader().isEmpty());
        leader = Ensemble.leader();
    }

    @Override
    void strike(ClusterStage stage) throws InterruptedException {
        stage.child("zookeeper-" + leader).kill();
    }

    @Override
    void hold(ClusterStage stage, Crowds crowds) throws IOException, InterruptedException {
        crowds.welcome("eu");
        stage.await("another to lead", () -> !Ensemble.leader().isEmpty());
        crowds.welcome("eu");
        Pause.ms(5_000);
    }

    @Override
    void mend(ClusterStage stage) throws IOException {
        stage.restart("zookeeper-" + leader);
    }
}
