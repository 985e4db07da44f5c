package io.fivenines.gateway.membership;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties the node when an operator wants it, without a storm:
 *
 * <pre>
 * SERVING  wanted                                        -> LEAVING  says so; goes on accepting
 * LEAVING  the grace is over, and the plan gives
 *          this node no address                          -> CLOSING  lets nobody new in
 * CLOSING  each step: some connections, at the rate,
 *          of those between two frames and owed nothing  -> CLOSING
 * CLOSING  nobody has left for 15 s: the journal cannot
 *          write, or they read no replies                -> CLOSING  ends them at once from then on, at the rate
 * CLOSING  nobody is left                                -> EMPTY    reports
 * LEAVING, CLOSING, EMPTY   not wanted any more          -> SERVING  lets newcomers in, once the ports can be had
 * </pre>
 *
 * While the node has an address nobody else could serve its trackers, so they are not refused: the planner decides.
 */
final class Drain {
    enum Phase {
        SERVING,
        LEAVING,
        CLOSING,
        EMPTY
    }

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    private static final long SECOND_NANOS = 1_000_000_000;
    private static final long PATIENCE_NANOS = 15 * SECOND_NANOS;

    private final Doors doors;
    private final int rate;
    private final long graceNanos;
    private volatile Phase phase = Phase.SERVING;
    private long sinceNanos;
    private long steppedNanos;
    private double budget;
    private int atFirst;
    private int left;
    private long leftNanos;
    private boolean patient;
    private boolean complained;

    Drain(Doors doors, MembershipConfig config) {
        this.doors = doors;
        rate = config.drainRate();
        graceNanos = config.drainGrace().toNanos();
    }

    /** Any thread. */
    Phase phase() {
        return phase;
    }

    /**
     * Does what is due.
     *
     * @param wanted whether an operator's intent to drain this node stands
     * @param owning whether the plan gives this node an address
     */
    void step(boolean wanted, boolean owning, long nowNanos) {
        if (!wanted) {
            serve();
            return;
        }
        switch (phase) {
            case SERVING -> leave(nowNanos);
            case LEAVING -> {
                if (nowNanos - sinceNanos >= graceNanos && !owning) {
                    shut(nowNanos);
                }
            }
            case CLOSING -> close(nowNanos);
            case EMPTY -> {}
        }
    }

    private void leave(long nowNanos) {
        phase = Phase.LEAVING;
        sinceNanos = nowNanos;
        atFirst = doors.connections();
        LOG.atInfo().addKeyValue("connections", atFirst).log("Drains");
    }

    private void shut(long nowNanos) {
        doors.shut();
        phase = Phase.CLOSING;
        steppedNanos = nowNanos;
        budget = 0;
        left = atFirst;
        leftNanos = nowNanos;
        patient = true;
    }

    private void close(long nowNanos) {
        if (doors.connections() != left) {
            left = doors.connections();
            leftNanos = nowNanos;
        }
        if (left == 0) {
            phase = Phase.EMPTY;
            LOG.atInfo()
                    .addKeyValue("connections", atFirst)
                    .addKeyValue("seconds", (nowNanos - sinceNanos) / SECOND_NANOS)
                    .log("Drained");
            return;
        }
        // What found nobody to close does not pile up.
        budget = Math.min(rate, budget + (double) rate * (nowNanos - steppedNanos) / SECOND_NANOS);
        steppedNanos = nowNanos;
        int count = (int) budget;
        if (count > 0) {
            letGo(count, nowNanos);
            budget -= count;
        }
    }

    private void letGo(int count, long nowNanos) {
        if (patient && nowNanos - leftNanos >= PATIENCE_NANOS) {
            patient = false;
            LOG.atWarn()
                    .addKeyValue("connections", left)
                    .log("Ends connections without the acknowledgements they wait for: none has left for 15 s");
        }
        if (patient) {
            doors.closeIdle(count);
        } else {
            doors.end(count);
        }
    }

    private void serve() {
        if (phase == Phase.SERVING) {
            return;
        }
        try {
            doors.open();
            phase = Phase.SERVING;
            complained = false;
            LOG.info("Serves again");
        } catch (IOException e) {
            if (!complained) {
                complained = true;
                LOG.warn("Cannot serve again yet: {}", e.getMessage());
            }
        }
    }
}
