package io.fivenines.gateway.membership;

import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Trackers that stayed connected at an address that another node has now: what they send goes there and is refused
 * there, and what is sent to them may not arrive.
 *
 * <pre>
 * at once           they get no commands from here: the node they come back to sends them
 * after the grace   those who have not noticed by themselves are closed, at the rate of a drain
 * every 10 s        the same again, for whoever came since to what had left
 * </pre>
 */
final class Leftovers {
    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final double SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Doors doors;
    private final int rate;
    private final long graceNanos;
    private Set<String> elsewhere = Set.of();
    private long dueNanos;
    private long steppedNanos;
    private double budget;

    Leftovers(Doors doors, MembershipConfig config) {
        this.doors = doors;
        rate = config.drainRate();
        graceNanos = config.drainGrace().toNanos();
    }

    /**
     * Does what is due.
     *
     * @param now the addresses that the plan gives to others
     * @param closing whether a drain closes everybody anyway
     */
    void step(Set<String> now, boolean closing, long nowNanos) {
        if (!now.equals(elsewhere)) {
            elsewhere = Set.copyOf(now);
            doors.elsewhere(elsewhere);
            dueNanos = nowNanos + graceNanos;
        }
        // What found nobody to close does not pile up.
        budget = Math.min(rate, budget + rate * (nowNanos - steppedNanos) / SECOND_NANOS);
        steppedNanos = nowNanos;
        int count = (int) budget;
        if (!elsewhere.isEmpty() && !closing && nowNanos - dueNanos >= 0 && count > 0) {
            int sent = doors.sendAway(count);
            budget -= sent;
            dueNanos = sent == count ? nowNanos : nowNanos + AGAIN_NANOS;
        }
    }
}
