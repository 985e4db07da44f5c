package io.fivenines.coordinator.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Something that goes wrong, or that an operator wants, for a while.
 *
 * @param a the host, coordinator, server, site, address or machine it happens to, by number
 * @param b the other one, of a link; of an address, which host of its datacenter is to have it
 */
record Fault(Kind kind, long atMs, long durationMs, int a, int b) {
    static final long FIRST_MS = 4_000;
    static final long LAST_MS = 14_000;

    /** What it is. */
    enum Kind {
        CRASH_GATEWAY,
        PAUSE_GATEWAY,
        PAUSE_HOST,
        CRASH_HOST,
        CRASH_AGENT,
        FILL_GATEWAY,
        FLAP_GATEWAYS,
        CRASH_COORDINATOR,
        PAUSE_COORDINATOR,
        CRASH_SERVER,
        LOSE_ZOOKEEPER,
        CUT,
        CUT_ONE_WAY,
        SLOW,
        ISOLATE,
        CUT_SITES,
        CUT_UPLINK,
        LOSE_SITE,
        DRAIN,
        FREEZE,
        FORCE,
        FORCE_ADDRESS
    }

    /** Some at any time, some soon after the one before: it is where troubles meet that plans go wrong. */
    static List<Fault> some(Topology topology, Random random) {
        List<Fault> faults = new ArrayList<>();
        int count = 1 + random.nextInt(5);
        long atMs = FIRST_MS;
        for (int i = 0; i < count; i++) {
            atMs = random.nextBoolean()
                    ? Math.min(LAST_MS, atMs + random.nextInt(2_500))
                    : FIRST_MS + random.nextInt((int) (LAST_MS - FIRST_MS));
            faults.add(one(topology, atMs, random));
        }
        return faults;
    }

    static Fault one(Topology topology, long atMs, Random random) {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        int hosts = topology.hosts().size();
        int sites = topology.sites().size();
        int machines = hosts + 2 * sites;
        int within = switch (kind) {
            case CRASH_GATEWAY, PAUSE_GATEWAY, PAUSE_HOST, CRASH_HOST, CRASH_AGENT, FILL_GATEWAY, DRAIN -> hosts;
            case CRASH_COORDINATOR, PAUSE_COORDINATOR, CRASH_SERVER, CUT_SITES -> sites;
            case CUT, CUT_ONE_WAY, SLOW, ISOLATE -> machines;
            case FLAP_GATEWAYS, CUT_UPLINK, LOSE_SITE, FREEZE, FORCE, LOSE_ZOOKEEPER -> Topology.DATACENTERS;
            case FORCE_ADDRESS -> topology.addresses().size();
        };
        int other = kind == Kind.CUT_SITES ? sites : machines;
        return new Fault(kind, atMs, durationMs(random), random.nextInt(within), random.nextInt(other));
    }

    /** Half a second to a minute, rather short; those of a second and less are what must not matter. */
    private static long durationMs(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> 100 + random.nextInt(900);
            case 1 -> 1_000 + random.nextInt(2_000);
            case 2 -> 2_000 + random.nextInt(6_000);
            default -> 30_000;
        };
    }
}
