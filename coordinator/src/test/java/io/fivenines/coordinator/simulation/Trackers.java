package io.fivenines.coordinator.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * What trackers find. For each endpoint there are two at every place: each resolves the name, tries an address every
 * 100 ms, stays with the one that answers and goes on to the next when it does not. An endpoint is out for a tracker
 * while its like fail at two places or more: what a single place does not reach is that place's trouble.
 */
final class Trackers {
    private static final int EACH = 2;

    private final World world;
    private final List<String> endpoints;
    private final List<SimResolver> resolvers = new ArrayList<>();
    private final int[][] uses;
    private final long[] outSinceMs;
    private long outMs;
    private long longestOutMs;

    Trackers(World world) {
        this.world = world;
        endpoints = List.copyOf(world.ground().topology().layout().endpoints().keySet());
        int sites = world.ground().topology().sites().size();
        for (int site = 0; site < sites; site++) {
            resolvers.add(new SimResolver(world, site));
        }
        outSinceMs = new long[endpoints.size() * EACH];
        uses = new int[outSinceMs.length][sites];
        for (int tracker = 0; tracker < uses.length; tracker++) {
            outSinceMs[tracker] = Long.MAX_VALUE;
            for (int site = 0; site < sites; site++) {
                uses[tracker][site] = tracker % EACH;
            }
        }
    }

    /** For how long trackers were out, all together; of each endpoint there are two that count. */
    long outMs() {
        return outMs;
    }

    int count() {
        return outSinceMs.length;
    }

    long longestOutMs() {
        return longestOutMs;
    }

    /** They try once more; what they find counts for so much time. */
    void sample(long forMs) {
        long now = world.ground().clockwork().nowMs();
        for (int tracker = 0; tracker < uses.length; tracker++) {
            int failed = 0;
            for (int site = 0; site < resolvers.size(); site++) {
                List<String> addresses = resolvers.get(site).addresses(endpoints.get(tracker / EACH));
                int used = addresses.isEmpty() ? 0 : uses[tracker][site] % addresses.size();
                if (addresses.isEmpty() || !world.answers(site, addresses.get(used))) {
                    failed++;
                    uses[tracker][site] = used + 1;
                }
            }
            if (failed < 2) {
                outSinceMs[tracker] = Long.MAX_VALUE;
            } else {
                outSinceMs[tracker] = Math.min(outSinceMs[tracker], now - forMs);
                outMs += forMs;
                longestOutMs = Math.max(longestOutMs, now - outSinceMs[tracker]);
            }
        }
    }
}
