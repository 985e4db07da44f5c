package io.fivenines.benchmarks.demo;

import java.io.IOException;
import java.util.List;

/** A process dies. */
final class KillGateway implements Act {
    @Override
    public String key() {
        return "kill-gateway";
    }

    @Override
    public String title() {
        return "kill a gateway";
    }

    @Override
    public long gapMaxMs() {
        return 10_000;
    }

    @Override
    public Blow strike(Scene scene) throws IOException, InterruptedException {
        String node = scene.busiestNode();
        List<String> addresses = scene.ownedBy(node);
        List<Passage> severed = scene.border().passages(addresses);
        String name = Processes.gateway(node);
        long pid = scene.processes().child(name).pid();
        scene.processes().child(name).kill();
        return new Blow(
                "kill -9 of gateway %s (process %d), which has %s; %d trackers are connected there."
                        .formatted(node, pid, String.join(" and ", addresses), severed.size()),
                severed,
                () -> scene.ownedBy(node).isEmpty(),
                () -> {
                    scene.processes().restart(name);
                    return "Gateway %s was started again.".formatted(node);
                });
    }
}
