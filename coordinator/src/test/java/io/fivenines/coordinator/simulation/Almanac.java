package io.fivenines.coordinator.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What is to happen in a year, and when: at most one thing at a time. */
final class Almanac {
    static final long DAY_MS = 86_400_000;
    private static final int HOSTS = 4;
    /** So long after its end nobody is out any more because of something. */
    private static final long AFTERWARDS_MS = 60_000;
    /** Between two things at least: longer than an interval of the probers and a round. */
    private static final long APART_MS = 600_000;

    private Almanac() {}

    /** A kind of trouble, how often a year and for how long: all of that is assumed. */
    enum Kind {
        DEPLOY("a release: each gateway drained, stopped, started; then each coordinator", 250, 8_000),
        GATEWAY_CRASH("a gateway's process dies", 12, 5_000),
        GATEWAY_HANG("a gateway stands still", 4, 60_000),
        HOST_CRASH("a host dies", 8, 600_000),
        COORDINATOR_CRASH("a coordinator dies", 6, 120_000),
        ZOOKEEPER_CRASH("a ZooKeeper server dies", 6, 120_000),
        UPLINK("a datacenter's uplink is cut", 9, 1_800_000),
        BLACKOUT("a datacenter is dark", 1, 14_400_000),
        PARTITION("the datacenters do not reach each other", 1, 7_200_000),
        BAD_RELEASE("every gateway is down: what both datacenters share", 1, 300_000);

        final String words;
        final int aYear;
        final long durationMs;

        Kind(String words, int aYear, long durationMs) {
            this.words = words;
            this.aYear = aYear;
            this.durationMs = durationMs;
        }

        /** Whether who connects is refused, and not left waiting. */
        boolean refuses() {
            return this == GATEWAY_CRASH || this == DEPLOY || this == BAD_RELEASE;
        }
    }

    /**
     * One thing that happens.
     *
     * @param faults from 0 on
     */
    record Episode(Kind kind, long atMs, long lengthMs, List<Fault> faults, long seed) {
        Episode {
            faults = List.copyOf(faults);
        }

        long endMs() {
            return atMs + lengthMs;
        }
    }

    /**
     * The episodes of so many days, in their order; none in the first, and of each kind one at least.
     *
     * @throws IllegalArgumentException if they do not fit
     */
    static List<Episode> of(int days, Random random) {
        List<Episode> episodes = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            long count = Math.max(1, Math.round(kind.aYear * days / 365.0));
            for (int i = 0; i < count; i++) {
                episodes.add(placed(kind, days, episodes, random));
            }
        }
        episodes.sort((a, b) -> Long.compare(a.atMs(), b.atMs()));
        return episodes;
    }

    private static Episode placed(Kind kind, int days, List<Episode> others, Random random) {
        List<Fault> faults = faults(kind, random);
        long endMs = faults.stream()
                .mapToLong(fault -> fault.atMs() + fault.durationMs())
                .max()
                .orElseThrow();
        long lengthMs = endMs + AFTERWARDS_MS;
        for (int attempt = 0; attempt < 10_000; attempt++) {
            long atMs = DAY_MS + (long) (random.nextDouble() * ((days - 1) * DAY_MS - lengthMs));
            boolean free = others.stream()
                    .allMatch(other -> atMs > other.endMs() + APART_MS || atMs + lengthMs + APART_MS < other.atMs());
            if (free) {
                return new Episode(kind, atMs, lengthMs, faults, random.nextLong());
            }
        }
        throw new IllegalArgumentException(days + " days, expected enough for all that is to happen");
    }

    private static List<Fault> faults(Kind kind, Random random) {
        int host = random.nextInt(HOSTS);
        int site = random.nextInt(3);
        int dc = random.nextInt(Topology.DATACENTERS);
        return switch (kind) {
            case DEPLOY -> deploy();
            case GATEWAY_CRASH -> one(Fault.Kind.CRASH_GATEWAY, kind, host);
            case GATEWAY_HANG -> one(Fault.Kind.PAUSE_GATEWAY, kind, host);
            case HOST_CRASH -> one(Fault.Kind.CRASH_HOST, kind, host);
            case COORDINATOR_CRASH -> one(Fault.Kind.CRASH_COORDINATOR, kind, site);
            case ZOOKEEPER_CRASH -> one(Fault.Kind.CRASH_SERVER, kind, site);
            case UPLINK -> one(Fault.Kind.CUT_UPLINK, kind, dc);
            case BLACKOUT ->
                List.of(
                        new Fault(Fault.Kind.LOSE_SITE, 0, kind.durationMs, dc, 0),
                        new Fault(Fault.Kind.CUT_UPLINK, 0, kind.durationMs, dc, 0));
            case PARTITION -> List.of(new Fault(Fault.Kind.CUT_SITES, 0, kind.durationMs, 0, 1));
            case BAD_RELEASE -> {
                List<Fault> all = new ArrayList<>();
                for (int i = 0; i < HOSTS; i++) {
                    all.add(new Fault(Fault.Kind.CRASH_GATEWAY, 0, kind.durationMs, i, 0));
                }
                yield all;
            }
        };
    }

    private static List<Fault> one(Fault.Kind fault, Kind kind, int what) {
        return List.of(new Fault(fault, 0, kind.durationMs, what, 0));
    }

    private static List<Fault> deploy() {
        List<Fault> faults = new ArrayList<>();
        long atMs = 0;
        for (int host = 0; host < HOSTS; host++) {
            faults.add(new Fault(Fault.Kind.DRAIN, atMs, 12_000, host, 0));
            faults.add(new Fault(Fault.Kind.CRASH_GATEWAY, atMs + 3_000, Kind.DEPLOY.durationMs, host, 0));
            atMs += 30_000;
        }
        for (int site = 0; site < 3; site++) {
            faults.add(new Fault(Fault.Kind.CRASH_COORDINATOR, atMs, Kind.DEPLOY.durationMs, site, 0));
            atMs += 20_000;
        }
        return faults;
    }
}
