package io.fivenines.coordinator.uptime;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the lines that one location holds have seen of one subject: when it was down for any of them. They vouch for no
 * time as up. From a void round to the next valid one the location was blind, and gaps count as little as rounds.
 */
final class LineView {
    private final long validityMs;
    private final SortedMap<Integer, OneLine> lines = new TreeMap<>();
    private final List<Stretch> blind = new ArrayList<>();
    /** Since when the location is blind; -1 if it is not. */
    private long blindMs = -1;

    /** @param validityMs how long an open gap counts on while its prober says nothing */
    LineView(long validityMs) {
        this.validityMs = validityMs;
    }

    /** What one of them has seen. */
    private static final class OneLine {
        /** In order, and apart from each other. */
        private final List<Sight> sights = new ArrayList<>();
        /** Whether the last of the sights lasts. */
        private boolean open;
        /** The end of what was told last. */
        private long toldMs = -1;

        void add(Gap gap) {
            long beganMs = Math.max(gap.beganMs(), toldMs);
            long endedMs = Math.max(gap.endedMs(), beganMs);
            if (gap.verdict() == Verdict.FAILED) {
                Sight before = open && beganMs == toldMs ? sights.remove(sights.size() - 1) : null;
                long fromMs = before == null ? beganMs : before.fromMs();
                if (endedMs > fromMs) {
                    sights.add(new Sight(gap.location(), fromMs, fromMs, endedMs, gap.step(), gap.words()));
                }
            }
            open = gap.open() && !sights.isEmpty();
            toldMs = endedMs;
        }

        /** Where a sight ends; one that lasts reaches as far as it is valid. */
        long endMs(int place, long nowMs, long validityMs) {
            long toMs = sights.get(place).toMs();
            boolean lasts = open && place == sights.size() - 1;
            return lasts ? Math.max(toMs, Math.min(nowMs, toMs + validityMs)) : toMs;
        }

        void forget(long beforeMs) {
            open = open && sights.get(sights.size() - 1).toMs() > beforeMs;
            sights.removeIf(sight -> sight.toMs() <= beforeMs);
        }
    }

    /** The next gap of a line, or part of one. What a clock that was set back says twice counts once. */
    void add(Gap gap) {
        lines.computeIfAbsent(gap.line(), number -> new OneLine()).add(gap);
    }

    /** A void round began then. */
    void goBlind(long atMs) {
        blindMs = blindMs < 0 ? atMs : blindMs;
    }

    /** A valid round began then. */
    void see(long atMs) {
        if (blindMs >= 0 && atMs > blindMs) {
            blind.add(new Stretch(State.UNKNOWN, blindMs, atMs));
        }
        blindMs = -1;
    }

    /**
     * The times it was down for one of them, by when they began; of two lines they may overlap. One that lasts reaches
     * as far as it is valid.
     */
    List<Sight> sights(long nowMs) {
        List<Stretch> hidden = new ArrayList<>(blind);
        if (blindMs >= 0) {
            hidden.add(new Stretch(State.UNKNOWN, blindMs, Long.MAX_VALUE));
        }
        List<Sight> all = new ArrayList<>();
        for (OneLine line : lines.values()) {
            for (int i = 0; i < line.sights.size(); i++) {
                seen(line.sights.get(i), line.endMs(i, nowMs, validityMs), hidden, all);
            }
        }
        all.sort(Comparator.comparingLong(Sight::fromMs));
        return all;
    }

    private static void seen(Sight sight, long toMs, List<Stretch> hidden, List<Sight> all) {
        long fromMs = sight.fromMs();
        for (Stretch one : hidden) {
            if (one.toMs() > fromMs && one.fromMs() < toMs) {
                put(sight, fromMs, one.fromMs(), all);
                fromMs = one.toMs();
            }
        }
        put(sight, fromMs, toMs, all);
    }

    private static void put(Sight sight, long fromMs, long toMs, List<Sight> all) {
        if (toMs > fromMs) {
            all.add(new Sight(sight.location(), fromMs, fromMs, toMs, sight.step(), sight.words()));
        }
    }

    /** Whether it is down now for one of them, as far as is vouched for. */
    boolean isDown(long nowMs) {
        return blindMs < 0 && lines.values().stream().anyMatch(line -> line.open && nowMs - line.toldMs <= validityMs);
    }

    /**
     * What rounds say, but down where a line was.
     *
     * @param sights by when they began
     */
    static List<Stretch> over(List<Stretch> rounds, List<Sight> sights) {
        List<Stretch> all = new ArrayList<>();
        int at = 0;
        for (Stretch round : rounds) {
            while (at < sights.size() && sights.get(at).toMs() <= round.fromMs()) {
                at++;
            }
            long reachedMs = round.fromMs();
            for (int i = at; i < sights.size() && sights.get(i).fromMs() < round.toMs(); i++) {
                long fromMs = Math.max(reachedMs, sights.get(i).fromMs());
                long toMs = Math.min(round.toMs(), sights.get(i).toMs());
                if (toMs > fromMs) {
                    put(all, round.state(), reachedMs, fromMs);
                    put(all, State.DOWN, fromMs, toMs);
                    reachedMs = toMs;
                }
            }
            put(all, round.state(), reachedMs, round.toMs());
        }
        return all;
    }

    private static void put(List<Stretch> all, State state, long fromMs, long toMs) {
        if (toMs > fromMs) {
            Witness.append(all, new Stretch(state, fromMs, toMs));
        }
    }

    /** Drops what ended before then. */
    void forget(long beforeMs) {
        lines.values().forEach(line -> line.forget(beforeMs));
        blind.removeIf(stretch -> stretch.toMs() <= beforeMs);
    }
}
