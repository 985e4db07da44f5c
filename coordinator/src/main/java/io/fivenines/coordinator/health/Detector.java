package io.fivenines.coordinator.health;

import io.fivenines.coordinator.cluster.Light;

/**
 * What one observer makes of one node's pulses. Every time is the observer's {@link Attention}, which does not count
 * its own pauses. The line to the node:
 *
 * <pre>
 * UNHEARD  --pulse------> UP
 * UP       --reset------> BROKEN   yellow at once; the observer connects again at once
 * BROKEN   --connected--> TRIED    yellow until the first pulse
 * TRIED    --pulse------> UP
 * TRIED    --reset------> GONE     red at once
 * any      --refused----> GONE     red at once: the host answers, the process does not
 * GONE     --pulse------> UP       yellow until it was steady
 * </pre>
 *
 * In every state silence makes it yellow, then red.
 */
public final class Detector {
    private enum Line {
        UNHEARD,
        UP,
        BROKEN,
        TRIED,
        GONE
    }

    private final Thresholds thresholds;
    private final Rhythm rhythm;
    private Line line = Line.UNHEARD;
    private long heardMs;
    private long steadyFromMs;

    public Detector(Thresholds thresholds, long nowMs) {
        this.thresholds = thresholds;
        rhythm = new Rhythm(thresholds.window());
        heardMs = nowMs;
    }

    public void onPulse(long nowMs) {
        long silentMs = silentMs(nowMs);
        if (line != Line.UP || isLate(silentMs)) {
            steadyFromMs = nowMs;
        }
        if (line == Line.UP && silentMs < thresholds.redFloorMs()) {
            rhythm.add(silentMs);
        }
        line = Line.UP;
        heardMs = nowMs;
    }

    /** The connection broke; the caller connects again at once and says how that went. */
    public void onReset() {
        if (line == Line.TRIED) {
            line = Line.GONE;
        } else if (line == Line.UP) {
            line = Line.BROKEN;
        }
    }

    public void onConnected() {
        if (line == Line.BROKEN) {
            line = Line.TRIED;
        }
    }

    /** Connecting was refused. Merely getting no answer is not this, but silence. */
    public void onRefused() {
        line = Line.GONE;
    }

    public Light light(long nowMs) {
        long silentMs = silentMs(nowMs);
        if (line == Line.GONE || isGone(silentMs)) {
            return Light.RED;
        }
        boolean steady = line == Line.UP && nowMs - steadyFromMs >= thresholds.steadyMs();
        return steady && !isLate(silentMs) ? Light.GREEN : Light.YELLOW;
    }

    /** For how long nothing has been heard; at first since it was watched. */
    public long silentMs(long nowMs) {
        return Math.max(0, nowMs - heardMs);
    }

    private boolean isLate(long silentMs) {
        return silentMs >= thresholds.yellowFloorMs()
                && (silentMs >= thresholds.yellowCeilingMs() || rhythm.phi(silentMs) >= thresholds.yellowPhi());
    }

    private boolean isGone(long silentMs) {
        return silentMs >= thresholds.redFloorMs()
                && (silentMs >= thresholds.redCeilingMs() || rhythm.phi(silentMs) >= thresholds.redPhi());
    }
}
