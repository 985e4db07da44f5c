package io.fivenines.coordinator.simulation;

import io.fivenines.coordinator.uptime.probe.LineConfig;
import io.fivenines.coordinator.uptime.probe.Silence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/** One of the lines that a location holds to an endpoint, by the prober's own rules. */
final class SimLine {
    static final LineConfig LINE = LineConfig.DEFAULT;
    /** When a kernel sends again what is not answered; somebody else's kernel at that address ends the connection. */
    private static final int[] RESENT_MS = {200, 600, 1_400};
    /** When it sends the first packet of a connection again. */
    private static final int AGAIN_MS = 1_000;

    private final Silence silence;
    private long reportMs;
    /** Where it is connected; -1 if it is not. */
    private int at;

    private boolean broken;

    /**
     * What is to be had at a moment.
     *
     * @param reaches which of the addresses serve, in that many ms, and are reached
     * @param refuses whether an address that does not serve says so
     */
    record Sea(IntFunction<IntPredicate> reaches, boolean refuses) {}

    /** @param ackedMs until then all was well */
    SimLine(int at, int tellMs, long ackedMs) {
        this.at = at;
        silence = new Silence(LINE, tellMs);
        silence.onAcknowledged(ackedMs);
        reportMs = ackedMs + LINE.intervalMs();
    }

    /** What was acknowledged last was so in time. */
    boolean isCalm(long nowMs) {
        return !broken && at >= 0 && !silence.isOverdue(nowMs);
    }

    boolean isOverdue(long nowMs) {
        return silence.isOverdue(nowMs);
    }

    List<Silence.Part> onLooked(long nowMs, boolean well) {
        return silence.onLooked(nowMs, well);
    }

    /**
     * A step of a tape's; the parts of gaps that are told.
     *
     * @param berth where it belongs; -1 if that is not known
     * @param blind whether the location's own network is gone
     */
    List<Silence.Part> step(long nowMs, int berth, boolean blind, Sea sea) {
        List<Silence.Part> parts = new ArrayList<>();
        boolean ends = at >= 0 && !broken && !sea.reaches.apply(0).test(at);
        broken |= ends;
        if (ends && sea.refuses) {
            at = -1;
            broken = false;
            reportMs = nowMs;
            silence.onEnded(nowMs);
        }
        if (nowMs < reportMs) {
            return parts;
        }
        if (at >= 0 && broken) {
            reportMs = noticedMs(nowMs, sea);
            at = -1;
            broken = false;
            parts.addAll(failed(nowMs, reportMs - nowMs, true, blind));
        } else if (at >= 0 && (berth < 0 || berth == at)) {
            acknowledged(nowMs, parts);
        } else {
            connect(nowMs, berth, blind, sea, parts);
        }
        return parts;
    }

    private List<Silence.Part> failed(long nowMs, long tookMs, boolean standing, boolean blind) {
        return silence.onFailed(nowMs + tookMs, tookMs, standing) ? silence.onLooked(nowMs, !blind) : List.of();
    }

    private void acknowledged(long nowMs, List<Silence.Part> parts) {
        parts.addAll(silence.onAcknowledged(nowMs));
        reportMs = nowMs + LINE.intervalMs();
    }

    /** When what is sent on a connection that is no more is found to be lost. */
    private long noticedMs(long nowMs, Sea sea) {
        if (sea.refuses) {
            return nowMs;
        }
        for (int resentMs : RESENT_MS) {
            if (sea.reaches.apply(resentMs).test(at)) {
                return nowMs + resentMs;
            }
        }
        return nowMs + LINE.gapMs();
    }

    private void connect(long nowMs, int berth, boolean blind, Sea sea, List<Silence.Part> parts) {
        at = -1;
        if (berth >= 0 && sea.reaches.apply(0).test(berth)) {
            at = berth;
            acknowledged(nowMs, parts);
        } else if (berth >= 0 && !sea.refuses && sea.reaches.apply(AGAIN_MS).test(berth)) {
            reportMs = nowMs + AGAIN_MS;
        } else {
            boolean silent = berth >= 0 && !sea.refuses;
            reportMs = nowMs + LINE.pauseMs() + (silent ? LINE.gapMs() : 0);
            parts.addAll(failed(nowMs, reportMs - nowMs, false, blind));
        }
    }
}
