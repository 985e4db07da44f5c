package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.load.LoadPlan.Target;
import io.fivenines.benchmarks.load.Pause;
import io.fivenines.benchmarks.stage.ClusterStage;
import java.io.IOException;
import java.util.List;

/** The first datacenter is gone for its trackers, who know it by its name and follow that to the other one. */
abstract class DatacenterDrill extends FailoverDrill {
    static final String HOME = "eu";
    static final String AWAY = "ru";
    /** Longer than names may be remembered. */
    private static final int FORGOTTEN_MS = 6_000;
    /** Longer than the planner's hold-down of an endpoint. */
    private static final int BETWEEN_MS = 31_000;

    @Override
    final Bounds bounds() {
        return Bounds.afterFault(10_000);
    }

    @Override
    Target target() {
        return Crowds.name(HOME);
    }

    /** Where its trackers connect to while they belong to that datacenter. */
    List<String> addresses(String site) {
        return ClusterStage.virtualAddresses(site);
    }

    /** A cluster that has just begun may have pointed the name to whichever was well first. */
    @Override
    final void prepare(ClusterStage stage, Crowds crowds) throws IOException, InterruptedException {
        if (!pointsTo(stage, HOME)) {
            goHome(stage, crowds);
        }
        crowds.requireStruckAt(addresses(HOME));
    }

    @Override
    final void hold(ClusterStage stage, Crowds crowds) throws IOException, InterruptedException {
        stage.await("the name to point to " + AWAY, () -> pointsTo(stage, AWAY));
        Pause.ms(3_000);
    }

    /** Fail-back is the operator's: points the name home, and has the trackers look it up again. */
    @Override
    void restore(ClusterStage stage, Crowds crowds) throws IOException, InterruptedException {
        crowds.requireStruckAt(addresses(AWAY));
        goHome(stage, crowds);
    }

    static void goHome(ClusterStage stage, Crowds crowds) throws IOException, InterruptedException {
        stage.operator("failover", ClusterStage.endpoint(HOME), HOME, "--for", "10m");
        stage.await("the name to point home", () -> pointsTo(stage, HOME));
        stage.operator("failover", ClusterStage.endpoint(HOME), "--undo");
        Pause.ms(FORGOTTEN_MS);
        crowds.struck().hangUp();
        Pause.ms(BETWEEN_MS);
        crowds.awaitStruck(BETWEEN_MS / 1_000);
    }

    static boolean pointsTo(ClusterStage stage, String site) {
        return stage.ask("/v1/plan")
                .path("endpoints")
                .path(ClusterStage.endpoint(HOME))
                .path("datacenter")
                .asText()
                .equals(site);
    }
}
