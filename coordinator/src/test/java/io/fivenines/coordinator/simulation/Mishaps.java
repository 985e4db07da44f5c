package io.fivenines.coordinator.simulation;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

/**
 * What befalls one location, at times drawn once: nothing on the first day, and never two locations at once, for two
 * that are astray at the same time are an outage of its own. How often is assumed.
 */
final class Mishaps implements Outpost.Troubles {
    static final int BLIND_A_YEAR = 12;
    static final long BLIND_MS = 1_800_000;
    static final int ASTRAY_A_YEAR = 24;
    static final long ASTRAY_MS = 300_000;
    /** Longer than what a location has seen still counts. */
    private static final long APART_MS = 180_000;

    private final NavigableMap<Long, Long> blind = new TreeMap<>();
    private final NavigableMap<Long, Long> astray = new TreeMap<>();
    private final NavigableMap<Long, Long> taken;

    /** @param taken when something befalls any of them; added to */
    Mishaps(long fromMs, long toMs, NavigableMap<Long, Long> taken, Random random) {
        this.taken = taken;
        draw(blind, BLIND_A_YEAR, BLIND_MS, fromMs, toMs, random);
        draw(astray, ASTRAY_A_YEAR, ASTRAY_MS, fromMs, toMs, random);
    }

    private void draw(NavigableMap<Long, Long> times, int aYear, long lengthMs, long fromMs, long toMs, Random random) {
        double years = (double) (toMs - fromMs) / (365 * Almanac.DAY_MS);
        long count = Math.max(1, Math.round(aYear * years));
        while (times.size() < count) {
            long atMs = fromMs + Almanac.DAY_MS + (long) (random.nextDouble() * (toMs - fromMs - Almanac.DAY_MS));
            Map.Entry<Long, Long> before = taken.lowerEntry(atMs + lengthMs + APART_MS);
            if (before == null || before.getValue() + APART_MS < atMs) {
                times.put(atMs, atMs + lengthMs);
                taken.put(atMs, atMs + lengthMs);
            }
        }
    }

    private static boolean within(NavigableMap<Long, Long> times, long ms) {
        Map.Entry<Long, Long> last = times.floorEntry(ms);
        return last != null && ms < last.getValue();
    }

    @Override
    public boolean isBlind(long ms) {
        return within(blind, ms);
    }

    /** One datacenter after the other, in turns. */
    @Override
    public boolean isAstray(long ms, int datacenter) {
        return within(astray, ms) && astray.headMap(ms, true).size() % Topology.DATACENTERS == datacenter;
    }

    @Override
    public long nextMs(long ms) {
        return Math.min(begin(blind.higherKey(ms)), begin(astray.higherKey(ms)));
    }

    private static long begin(Long ms) {
        return ms == null ? Long.MAX_VALUE : ms;
    }
}
