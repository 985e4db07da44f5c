package io.fivenines.coordinator.simulation;

import java.util.Random;

/** Who reaches whom and how fast. Machines by number; each stands at a site. A direction can be cut by itself. */
final class Network {
    /** The longest that anything is under way where nothing is slow. */
    static final long TRANSIT_MAX_MS = 30;

    static final long SLOW_MAX_MS = 600;

    private final Clockwork clockwork;
    private final Random random;
    private final int[] siteOf;
    private final int[][] cuts;
    private final int[][] slow;
    private final long[][] lastMs;
    private final int[][] publicCuts;
    private final int[] skewMs;
    private final int[] driftPpm;
    private final int farMs;
    private boolean everSlow;

    Network(int[] siteOf, int sites, Clockwork clockwork, Random random) {
        this.clockwork = clockwork;
        this.siteOf = siteOf;
        this.random = random;
        int machines = siteOf.length;
        cuts = new int[machines][machines];
        slow = new int[machines][machines];
        lastMs = new long[machines][machines];
        publicCuts = new int[sites][sites];
        skewMs = new int[machines];
        driftPpm = new int[machines];
        for (int i = 0; i < machines; i++) {
            skewMs[i] = random.nextInt(7_200_000);
            driftPpm[i] = random.nextInt(1001) - 500;
        }
        farMs = 2 + random.nextInt(20);
    }

    int siteOf(int machine) {
        return siteOf[machine];
    }

    int machines() {
        return siteOf.length;
    }

    /** What that machine's clock says: it is off by up to two hours and by up to 500 parts in a million. */
    long clockMs(int machine, long nowMs) {
        return nowMs + skewMs[machine] + nowMs * driftPpm[machine] / 1_000_000;
    }

    /** How long something sent now is under way, never overtaking what went before; -1 if it gets lost. */
    int transitMs(int from, int to) {
        if (from == to) {
            return 0;
        }
        if (cuts[from][to] > 0) {
            return -1;
        }
        int base = siteOf[from] == siteOf[to] ? 1 : farMs + random.nextInt(8);
        int transitMs = slow[from][to] > 0 ? base + random.nextInt((int) SLOW_MAX_MS) : base;
        lastMs[from][to] = Math.max(lastMs[from][to], clockwork.nowMs() + transitMs);
        return (int) (lastMs[from][to] - clockwork.nowMs());
    }

    boolean passes(int from, int to) {
        return cuts[from][to] == 0;
    }

    boolean linked(int a, int b) {
        return cuts[a][b] == 0 && cuts[b][a] == 0;
    }

    /** Whether it reaches any other machine at its site, and so the router there. */
    boolean isOnItsLan(int machine) {
        for (int other = 0; other < siteOf.length; other++) {
            if (other != machine && siteOf[other] == siteOf[machine] && linked(machine, other)) {
                return true;
            }
        }
        return false;
    }

    /** Whether both ways are as fast as ever. */
    boolean well(int a, int b) {
        return linked(a, b) && slow[a][b] == 0 && slow[b][a] == 0;
    }

    /** Whether trackers at that site reach the public addresses of another. */
    boolean reachesPublic(int fromSite, int site) {
        return publicCuts[fromSite][site] == 0;
    }

    boolean wasEverSlow() {
        return everSlow;
    }

    void cut(int from, int to, int by) {
        cuts[from][to] += by;
    }

    void slow(int from, int to, int by) {
        slow[from][to] += by;
        everSlow = true;
    }

    void cutPublic(int fromSite, int site, int by) {
        publicCuts[fromSite][site] += by;
    }
}
