package io.fivenines.benchmarks.demo;

import java.util.List;

/** The coordination has to begin anew; trackers must not notice. */
final class KillZooKeeperLeader implements Act {
    @Override
    public String key() {
        return "kill-zookeeper-leader";
    }

    @Override
    public String title() {
        return "kill the ZooKeeper leader";
    }

    @Override
    public long gapMaxMs() {
        return 0;
    }

    @Override
    public Blow strike(Scene scene) throws InterruptedException {
        Place place = scene.cluster().zooKeeperLeader();
        if (place == null) {
            throw new IllegalStateException("no ZooKeeper server leads, expected one to strike");
        }
        String name = Processes.zooKeeper(place);
        long pid = scene.processes().child(name).pid();
        scene.processes().child(name).kill();
        return new Blow(
                "kill -9 of the ZooKeeper server in %s (process %d), which leads the other two."
                        .formatted(place.name(), pid),
                List.of(),
                () -> hasRecovered(scene),
                () -> {
                    scene.processes().restart(name);
                    return "The ZooKeeper server in %s was started again.".formatted(place.name());
                });
    }

    private static boolean hasRecovered(Scene scene) {
        return scene.cluster().zooKeeperLeader() != null
                && scene.cluster().ask("/v1/status").path("contact").asBoolean()
                && !scene.cluster().leader().isEmpty();
    }
}
