package io.fivenines.coordinator.uptime;

import java.util.ArrayList;
import java.util.List;

/**
 * What the line that one location holds has seen of one subject: when it was down. It vouches for no time as up. From a
 * void round to the next valid one the location was blind, and gaps count as little as rounds.
 */
final class LineView {
    private final String location;
    private final long validityMs;
    /** In order, and apart from each other. */
    private final List<Sight> sights = new ArrayList<>();

    private final List<Stretch> blind = new ArrayList<>();
    /** Whether the last of the sights lasts. */
    private boolean open;
    /** The end of what was told last. */
    private long toldMs = -1;
    /** Since when the location is blind; -1 if it is not. */
    private long blindMs = -1;

    /** @param validityMs how long an open gap counts on while its prober says nothing */
    LineView(String location, long validityMs) {
        this.location = location;
        this.validityMs = validityMs;
    }

    /** The next gap, or part of one. What a clock that was set back says twice counts once. */
    void add(Gap gap) {
        long beganMs = Math.max(gap.beganMs(), toldMs);
        long endedMs = Math.max(gap.endedMs(), beganMs);
        if (gap.verdict() == Verdict.FAILED) {
            Sight before = open && beganMs == toldMs ? sights.remove(sights.size() - 1) : null;
            long fromMs = before == null ? beganMs : before.fromMs();
            if (endedMs > fromMs) {
                sights.add(new Sight(location, fromMs, fromMs, endedMs, Step.TRACKER, gap.words()));
            }
        }
        open = gap.open() && !sights.isEmpty();
        toldMs = endedMs;
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

    /** The times it saw as down, in order and apart from each other; one that lasts reaches as far as it is valid. */
    List<Sight> sights(long nowMs) {
        List<Stretch> hidden = new ArrayList<>(blind);
        if (blindMs >= 0) {
            hidden.add(new Stretch(State.UNKNOWN, blindMs, Long.MAX_VALUE));
        }
        List<Sight> all = new ArrayList<>();
        for (int i = 0; i < sights.size(); i++) {
            Sight sight = sights.get(i);
            boolean lasts = open && i == sights.size() - 1;
            long toMs = lasts ? Math.max(sight.toMs(), Math.min(nowMs, sight.toMs() + validityMs)) : sight.toMs();
            seen(sight, toMs, hidden, all);
        }
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

    /** Whether it is down now, as far as is vouched for. */
    boolean isDown(long nowMs) {
        return open && blindMs < 0 && nowMs - toldMs <= validityMs;
    }

    /** What rounds say, but down where the line was. */
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
                put(all, round.state(), reachedMs, fromMs);
                put(all, State.DOWN, fromMs, toMs);
                reachedMs = toMs;
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
        boolean lasts =
                open && !sights.isEmpty() && sights.get(sights.size() - 1).toMs() > beforeMs;
        sights.removeIf(sight -> sight.toMs() <= beforeMs);
        blind.removeIf(stretch -> stretch.toMs() <= beforeMs);
        open = lasts;
    }
}
