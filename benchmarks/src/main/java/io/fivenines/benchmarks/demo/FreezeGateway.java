package io.fivenines.benchmarks.demo;

import java.io.IOException;
import java.util.List;

/** A process stands still, with all its sockets. */
final class FreezeGateway implements Act {
    @Override
    public String key() {
        return "freeze-gateway";
    }

    @Override
    public String title() {
        return "freeze a gateway";
    }

    @Override
    public long gapMaxMs() {
        return 15_000;
    }

    @Override
    public Blow strike(Scene scene) throws IOException, InterruptedException {
        String node = scene.busiestNode();
        List<String> addresses = scene.ownedBy(node);
        List<Passage> severed = scene.border().passages(addresses);
        String name = Processes.gateway(node);
        long pid = scene.processes().child(name).pid();
        scene.processes().freeze(name);
        return new Blow(
                "SIGSTOP to gateway %s (process %d), which has %s; %d trackers are connected there."
                        .formatted(node, pid, String.join(" and ", addresses), severed.size()),
                severed,
                () -> scene.ownedBy(node).isEmpty(),
                () -> mend(scene, node, name));
    }

    private static String mend(Scene scene, String node, String name) throws IOException, InterruptedException {
        scene.processes().thaw(name);
        if (scene.processes().child(name).isAlive()) {
            return "Gateway %s goes on (SIGCONT).".formatted(node);
        }
        scene.processes().restart(name);
        return "Its agent had killed the frozen process, which held on to its addresses; gateway %s was started again."
                .formatted(node);
    }
}
