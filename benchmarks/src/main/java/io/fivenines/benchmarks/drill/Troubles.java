package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.load.LoadPlan.Target;
import io.fivenines.benchmarks.load.Pause;
import io.fivenines.benchmarks.stage.ClusterStage;
import io.fivenines.benchmarks.stage.Probers;
import java.io.IOException;

/** What goes wrong only where the ledger is tried: outages that no failover ends, and troubles of the witnesses. */
final class Troubles {
    private static final int OUTAGE_MS = 20_000;

    private Troubles() {}

    private abstract static class Trouble extends FailoverDrill {
        @Override
        final Bounds bounds() {
            return Bounds.none();
        }

        @Override
        final Target target() {
            return Crowds.name("eu");
        }
    }

    /** Nothing at all, for a minute. */
    static final class Nothing extends Trouble {
        @Override
        String name() {
            return "nothing";
        }

        @Override
        void strike(ClusterStage stage) {}

        @Override
        void hold(ClusterStage stage, Crowds crowds) throws InterruptedException {
            Pause.ms(60_000);
        }

        @Override
        void mend(ClusterStage stage) {}
    }

    /** Neither datacenter answers trackers or customers' programs; coordinators, which see both, cannot help. */
    static class DarkService extends Trouble {
        @Override
        String name() {
            return "dark-service";
        }

        @Override
        final void strike(ClusterStage stage) throws IOException, InterruptedException {
            stage.network().silence("out", ClusterStage.TRACKER_PORT, ClusterStage.API_PORT);
        }

        @Override
        void hold(ClusterStage stage, Crowds crowds) throws IOException, InterruptedException {
            Pause.ms(OUTAGE_MS);
        }

        @Override
        void mend(ClusterStage stage) throws IOException, InterruptedException {
            stage.network().open();
        }
    }

    /** In the middle of the same, the coordinator is killed that leads, tells people, and is a hub. */
    static final class LoseHubLeader extends DarkService {
        private String leader = "";

        @Override
        String name() {
            return "lose-hub-leader";
        }

        @Override
        void hold(ClusterStage stage, Crowds crowds) throws IOException, InterruptedException {
            Pause.ms(OUTAGE_MS / 2);
            stage.await("a coordinator to lead", () -> !stage.leader().isEmpty());
            leader = stage.leader();
            stage.child("coordinator-" + leader).kill();
            Pause.ms(OUTAGE_MS / 2);
        }

        @Override
        void mend(ClusterStage stage) throws IOException, InterruptedException {
            super.mend(stage);
            stage.restart("coordinator-" + leader);
        }
    }

    /** The cable of one prober is pulled. */
    static final class CutProber extends Trouble {
        static final String LOCATION = Probers.LOCATIONS.get(1);

        @Override
        String name() {
            return "cut-prober";
        }

        @Override
        void strike(ClusterStage stage) throws IOException, InterruptedException {
            stage.network().cable(LOCATION, false);
        }

        @Override
        void hold(ClusterStage stage, Crowds crowds) throws InterruptedException {
            Pause.ms(OUTAGE_MS);
        }

        @Override
        void mend(ClusterStage stage) throws IOException, InterruptedException {
            stage.network().cable(LOCATION, true);
        }
    }
}
