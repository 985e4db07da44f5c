package io.fivenines.coordinator.simulation;

import io.fivenines.coordinator.cluster.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A place's resolver: asks the coordinators' DNS servers in turn, and keeps an answer for its time to live. */
final class SimResolver {
    static final long TTL_MS = 5_000;

    private final World world;
    private final int site;
    private final Map<String, Answer> cache = new HashMap<>();
    private int turn;

    private record Answer(List<String> addresses, long untilMs) {}

    SimResolver(World world, int site) {
        this.world = world;
        this.site = site;
        turn = site;
    }

    /** The endpoint's addresses; none if no server answers, for an answer that is too old is not used. */
    List<String> addresses(String endpoint) {
        long now = world.ground().clockwork().nowMs();
        Answer known = cache.get(endpoint);
        if (known != null && now < known.untilMs()) {
            return known.addresses();
        }
        for (int i = 0; i < world.coordinators().size(); i++) {
            SimCoordinator server =
                    world.coordinator((turn + i) % world.coordinators().size());
            if (server.process.isRunning() && world.ground().network().reachesPublic(site, server.site)) {
                turn = server.site + 1;
                Target target = server.served().endpoints().get(endpoint);
                if (target != null) {
                    cache.put(endpoint, new Answer(target.addresses(), now + TTL_MS));
                    return target.addresses();
                }
            }
        }
        return List.of();
    }
}
