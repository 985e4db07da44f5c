package io.fivenines.coordinator.uptime.probe;

import io.fivenines.coordinator.uptime.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * What it comes to when nothing is acknowledged on a held line. Times are of a clock that only counts up.
 *
 * <p>A time without an acknowledgement is a gap if it is long; or, however short it is, if an attempt failed that was
 * slow to, or that was to replace a connection, or if it took longer than an interval to replace one: then customers'
 * trackers were out as well. A connection that is lost, but at once made again, is none: trackers are moved like that
 * when nodes are updated.
 *
 * <p>An acknowledgement shows that the prober itself runs and has a network; so does a look at hosts that have nothing
 * to do with the endpoint. Between two of these that lie further apart than a gap is long, and around a look that found
 * nothing, the silence may be the prober's own, and is void.
 *
 * <pre>
 * unheard -> calm     the first acknowledgement: before it, a line says nothing
 * calm    -> calm     another in time; a gap of one part if what came between counts
 * calm    -> silent   none for longer than a gap, by a look that is well: the first part is told, open
 * calm    -> calm     another, later than that, before any such look: a gap of one part
 * silent  -> silent   a look that is well: another part now and then, open
 * silent  -> calm     an acknowledgement: the last part
 * calm    -> blind    a look that is not well, or comes too late: what was shown before may have been a gap
 * silent  -> blind    the same: the last part ends where all was shown to be well
 * blind   -> calm     an acknowledgement: a void part
 * blind   -> calm     all looks are well for as long as a gap: a void part; what follows counts as if acknowledged then
 * </pre>
 */
public final class Silence {
    private enum Mode {
        UNHEARD,
        CALM,
        SILENT,
        BLIND
    }

    private final LineConfig line;
    private final long tellMs;
    private Mode mode = Mode.UNHEARD;
    /** Whether an attempt that counts failed since the last acknowledgement, and the prober was well. */
    private boolean failed;
    /** When the connection was lost since then; -1 if it was not. */
    private long lostMs = -1;

    private long acknowledgedMs;
    /** What lies before is told, or need not be. */
    private long fromMs;
    /** When the prober was last shown to be well. */
    private long shownMs;
    /** Since when it is, after it was not; -1 if it is not. */
    private long clearMs = -1;

    /**
     * A gap, or a part of it.
     *
     * @param verdict FAILED or VOID
     * @param open whether another part follows
     */
    public record Part(long fromMs, long toMs, Verdict verdict, boolean open) {}

    /** @param tellMs a gap that lasts is told in parts of about this length */
    public Silence(LineConfig line, long tellMs) {
        this.line = line;
        this.tellMs = tellMs;
    }

    /** Whether the prober's own network is to be looked at. */
    public boolean isOverdue(long nowMs) {
        return mode != Mode.UNHEARD && nowMs - acknowledgedMs > line.overdueMs();
    }

    /** The other side has ended the connection, with nothing owed on it. */
    public void onEnded(long nowMs) {
        lostMs = lostMs < 0 ? nowMs : lostMs;
    }

    /**
     * A record was not acknowledged, for its connection ended or none could be made.
     *
     * @param tookMs from when it was begun to send it, or to connect
     * @param standing whether the connection had stood before; what fails to replace it counts at once
     * @return whether the prober's own network is to be looked at now: what it comes to counts before what comes next
     */
    public boolean onFailed(long nowMs, long tookMs, boolean standing) {
        onEnded(nowMs - tookMs);
        boolean first = mode == Mode.CALM && !failed && (!standing || tookMs > line.lateMs());
        failed = failed || first;
        return first;
    }

    /** A record was acknowledged; the parts that are to be told. */
    public List<Part> onAcknowledged(long nowMs) {
        List<Part> parts = new ArrayList<>();
        if (mode != Mode.UNHEARD && mode != Mode.BLIND && nowMs - shownMs > line.gapMs()) {
            goBlind(parts);
        }
        boolean isLate = lostMs >= 0 && nowMs - lostMs > line.intervalMs();
        boolean isGap = failed || isLate || nowMs - fromMs > line.gapMs();
        switch (mode) {
            case SILENT -> parts.add(new Part(fromMs, nowMs, Verdict.FAILED, false));
            case CALM -> {
                if (isGap) {
                    parts.add(new Part(fromMs, nowMs, Verdict.FAILED, false));
                }
            }
            case BLIND -> {
                if (nowMs - acknowledgedMs > line.gapMs()) {
                    parts.add(new Part(fromMs, nowMs, Verdict.VOID, false));
                }
            }
            case UNHEARD -> {}
        }
        mode = Mode.CALM;
        failed = false;
        lostMs = -1;
        acknowledgedMs = nowMs;
        fromMs = nowMs;
        shownMs = nowMs;
        return parts;
    }

    /**
     * The prober's own network was looked at.
     *
     * @param well whether it is there
     */
    public List<Part> onLooked(long nowMs, boolean well) {
        List<Part> parts = new ArrayList<>();
        if (mode == Mode.UNHEARD) {
            return parts;
        }
        boolean isShown = well && nowMs - shownMs <= line.gapMs();
        if (mode == Mode.BLIND) {
            clearMs = !well ? -1 : isShown && clearMs >= 0 ? clearMs : nowMs;
            if (clearMs >= 0 && nowMs - clearMs >= line.gapMs()) {
                parts.add(new Part(fromMs, nowMs, Verdict.VOID, false));
                fromMs = nowMs;
                mode = Mode.CALM;
            }
        } else if (!isShown) {
            goBlind(parts);
            clearMs = well ? nowMs : -1;
        } else if (nowMs - fromMs > (mode == Mode.SILENT ? tellMs : line.gapMs())) {
            parts.add(new Part(fromMs, nowMs, Verdict.FAILED, true));
            fromMs = nowMs;
            mode = Mode.SILENT;
        }
        shownMs = well ? nowMs : shownMs;
        return parts;
    }

    /** From where the prober was last shown to be well on, it may be its own. */
    private void goBlind(List<Part> parts) {
        if (mode == Mode.SILENT || shownMs - fromMs > line.gapMs()) {
            parts.add(new Part(fromMs, shownMs, Verdict.FAILED, false));
            fromMs = shownMs;
        }
        mode = Mode.BLIND;
        failed = false;
        lostMs = -1;
        clearMs = -1;
    }
}
