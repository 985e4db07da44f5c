package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.Report;
import io.fivenines.benchmarks.load.Pause;
import io.fivenines.benchmarks.stage.ClusterStage;
import java.io.IOException;
import picocli.CommandLine.Command;

@Command(
        name = "pause",
        description = {
            "Stops the gateway that owns the trackers' address for 1 s as a collection of garbage might, and",
            "after it the coordinator that leads. Passes if nothing moves, the gap is little longer than the pause",
            "(p99 2 s, for these trackers hang up after 400 ms), and no acknowledged record is lost. Needs root."
        })
public final class PauseProcess extends FailoverDrill {
    private static final int PAUSE_MS = 1_000;
    /** Longer than the latest verdict on a silence that began in the pause. */
    private static final int VERDICT_MS = 4_000;

    private static final int GAP_MS_MAX = 2_000;

    private long planBefore;
    private int movements;

    @Override
    String name() {
        return "pause";
    }

    @Override
    Bounds bounds() {
        return Bounds.gap(GAP_MS_MAX, GAP_MS_MAX);
    }

    @Override
    void prepare(ClusterStage stage, Crowds crowds) throws IOException, InterruptedException {
        stage.await("a coordinator to lead", () -> !stage.leader().isEmpty());
        planBefore = plan(stage);
    }

    @Override
    void strike(ClusterStage stage) throws IOException, InterruptedException {
        pause(stage, "gateway-" + victim(stage));
        Pause.ms(VERDICT_MS);
        pause(stage, "coordinator-" + stage.leader());
    }

    private static void pause(ClusterStage stage, String process) throws IOException, InterruptedException {
        stage.signal(process, "STOP");
        Pause.ms(PAUSE_MS);
        stage.signal(process, "CONT");
    }

    @Override
    void hold(ClusterStage stage, Crowds crowds) throws InterruptedException {
        Pause.ms(VERDICT_MS);
    }

    @Override
    void mend(ClusterStage stage) {
        movements += (int) (plan(stage) - planBefore);
    }

    private static long plan(ClusterStage stage) {
        return stage.ask("/v1/plan").path("number").asLong();
    }

    @Override
    boolean describe(Report report) {
        report.put("plans_written", movements);
        return movements == 0;
    }
}
