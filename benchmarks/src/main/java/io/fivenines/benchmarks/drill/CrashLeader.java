package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.load.Pause;
import io.fivenines.benchmarks.stage.ClusterStage;
import java.io.IOException;
import picocli.CommandLine.Command;

@Command(
        name = "crash-leader",
        description = {
            "Kills the coordinator that leads by SIGKILL.",
            "Passes if no tracker loses its connection or waits over 1 s for an answer, newcomers get in, another",
            "coordinator leads before the dead one is back, and no acknowledged record is lost. Needs root."
        })
public final class CrashLeader extends FailoverDrill {
    private String leader;

    @Override
    String name() {
        return "crash-leader";
    }

    @Override
    Bounds bounds() {
        return Bounds.calm();
    }

    @Override
    void prepare(ClusterStage stage, Crowds crowds) throws IOException, InterruptedException {
        stage.await("a coordinator to lead", () -> !stage.leader().isEmpty());
        leader = stage.leader();
    }

    @Override
    void strike(ClusterStage stage) throws InterruptedException {
        stage.child("coordinator-" + leader).kill();
    }

    @Override
    void hold(ClusterStage stage, Crowds crowds) throws IOException, InterruptedException {
        crowds.welcome("eu");
        stage.await("another coordinator to lead", () -> !stage.leader().isEmpty());
        crowds.welcome("eu");
        Pause.ms(3_000);
    }

    @Override
    void mend(ClusterStage stage) throws IOException {
        stage.restart("coordinator-" + leader);
    }
}
