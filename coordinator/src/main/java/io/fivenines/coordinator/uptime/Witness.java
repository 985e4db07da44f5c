package io.fivenines.coordinator.uptime;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What one location has seen of one subject, from its evidence in order. A round vouches for the time up to the next,
 * but not for longer than its validity. Whatever the rounds say, it was down while the line it holds had a gap, except
 * from a void round to the next valid one; so a moment that both call down is down once.
 *
 * <pre>
 * blind -> up     a clean round: up from its beginning
 * up    -> doubt  a failed round
 * blind -> doubt  a failed round
 * doubt -> up     a clean round: the failure was none that lasted
 * doubt -> down   a second failed round: down from the end of the last clean one, of which alone is known that all was
 *                 well; from the beginning of the first failed one if there was no clean one just before
 * down  -> up     a clean round: down to its end
 * any   -> blind  a void round, or none for longer than a round is valid
 * </pre>
 */
public final class Witness {
    private enum Mode {
        BLIND,
        UP,
        DOUBT,
        DOWN
    }

    private final String location;
    private final long validityMs;
    private final LineView line;
    private final List<Stretch> settled = new ArrayList<>();
    private final List<Sight> sights = new ArrayList<>();
    private Mode mode = Mode.BLIND;
    /** Up to here nothing changes any more. */
    private long settledMs = -1;
    /** The end of the last round that said something. */
    private long lastMs;

    private Round doubted;
    private Sight open;

    public Witness(String location, long validityMs) {
        this.location = location;
        this.validityMs = validityMs;
        line = new LineView(validityMs);
    }

    /** The next of the location's evidence. */
    public void add(Evidence evidence) {
        if (evidence instanceof Gap gap) {
            line.add(gap);
        } else {
            add((Round) evidence);
        }
    }

    /** The next round. One that overlaps the last, after a clock was set back, counts from where that ended. */
    private void add(Round round) {
        long beganMs = Math.max(round.beganMs(), lastMs);
        long endedMs = Math.max(round.endedMs(), beganMs);
        if (settledMs < 0) {
            settledMs = beganMs;
        }
        if (mode != Mode.BLIND && beganMs - lastMs > validityMs) {
            lapse(lastMs + validityMs);
        }
        switch (round.verdict()) {
            case CLEAN -> onClean(beganMs, endedMs);
            case FAILED -> onFailed(round, beganMs, endedMs);
            case VOID -> lapse(beganMs);
        }
        if (round.verdict() == Verdict.VOID) {
            line.goBlind(beganMs);
        } else {
            line.see(beganMs);
        }
        lastMs = endedMs;
    }

    private void onClean(long beganMs, long endedMs) {
        if (mode == Mode.BLIND) {
            settle(State.UNKNOWN, beganMs);
        }
        settle(mode == Mode.DOWN ? State.DOWN : State.UP, endedMs);
        close(endedMs);
        mode = Mode.UP;
    }

    private void onFailed(Round round, long beganMs, long endedMs) {
        switch (mode) {
            case BLIND, UP -> {
                if (mode == Mode.BLIND) {
                    settle(State.UNKNOWN, beganMs);
                }
                doubted = round;
                mode = Mode.DOUBT;
            }
            case DOUBT -> {
                Finding failure = doubted.failure().orElse(null);
                open = new Sight(
                        location,
                        settledMs,
                        Math.max(settledMs, doubted.beganMs()),
                        endedMs,
                        failure == null ? null : failure.step(),
                        failure == null ? "" : failure.words());
                settle(State.DOWN, endedMs);
                mode = Mode.DOWN;
            }
            case DOWN -> settle(State.DOWN, endedMs);
        }
    }

    /** From then on nothing is known. */
    private void lapse(long atMs) {
        switch (mode) {
            case UP -> settle(State.UP, atMs);
            case DOUBT -> settle(State.UP, Math.min(atMs, doubted.beganMs()));
            case DOWN -> settle(State.DOWN, atMs);
            case BLIND -> {}
        }
        close(atMs);
        mode = Mode.BLIND;
    }

    private void close(long atMs) {
        if (open != null) {
            sights.add(until(open, atMs));
            open = null;
        }
    }

    private static Sight until(Sight sight, long toMs) {
        return new Sight(sight.location(), sight.fromMs(), sight.failedMs(), toMs, sight.step(), sight.words());
    }

    private void settle(State state, long toMs) {
        if (toMs > settledMs) {
            append(settled, new Stretch(state, settledMs, toMs));
            settledMs = toMs;
        }
    }

    /** Adds a stretch to the one before it if that is of the same state. */
    static void append(List<Stretch> stretches, Stretch next) {
        int last = stretches.size() - 1;
        if (last >= 0 && stretches.get(last).state() == next.state()) {
            stretches.set(last, new Stretch(next.state(), stretches.get(last).fromMs(), next.toMs()));
        } else {
            stretches.add(next);
        }
    }

    public String location() {
        return location;
    }

    /** Its states in turn, from its first round to now, without holes. */
    public List<Stretch> stretches(long nowMs) {
        return LineView.over(rounds(nowMs), line.sights(nowMs));
    }

    /** The same from its rounds alone. */
    private List<Stretch> rounds(long nowMs) {
        List<Stretch> all = new ArrayList<>(settled);
        long at = settledMs;
        if (mode != Mode.BLIND) {
            State state = mode == Mode.DOWN ? State.DOWN : State.UP;
            long vouchedMs = mode == Mode.DOUBT ? doubted.beganMs() : lastMs + validityMs;
            long toMs = Math.min(nowMs, vouchedMs);
            if (toMs > at) {
                append(all, new Stretch(state, at, toMs));
                at = toMs;
            }
        }
        if (settledMs >= 0 && nowMs > at) {
            append(all, new Stretch(State.UNKNOWN, at, nowMs));
        }
        return all;
    }

    /** The times it saw as down, oldest first; one that may last ends where it is vouched for. */
    public List<Sight> sights(long nowMs) {
        List<Sight> all = new ArrayList<>(sights);
        if (open != null) {
            all.add(until(open, Math.max(open.toMs(), Math.min(nowMs, lastMs + validityMs))));
        }
        all.addAll(line.sights(nowMs));
        all.sort(Comparator.comparingLong(Sight::fromMs));
        return all;
    }

    /** What it sees now. */
    public State now(long nowMs) {
        if (line.isDown(nowMs)) {
            return State.DOWN;
        }
        boolean valid = nowMs - lastMs <= validityMs;
        return switch (mode) {
            case UP -> valid ? State.UP : State.UNKNOWN;
            case DOWN -> valid ? State.DOWN : State.UNKNOWN;
            case DOUBT, BLIND -> State.UNKNOWN;
        };
    }

    /** Drops what ended before then. */
    public void forget(long beforeMs) {
        settled.removeIf(stretch -> stretch.toMs() <= beforeMs);
        sights.removeIf(sight -> sight.toMs() <= beforeMs);
        line.forget(beforeMs);
    }
}
