package io.fivenines.coordinator.elect;

import java.time.Duration;

/**
 * What an {@link Election} measures by its own clock.
 *
 * @param proofNanos between two proofs that the leader's node is there
 * @param leaseNanos for so long after the sending of a proof that succeeded one may lead
 * @param sessionNanos without a proof for so long one has stepped down
 */
record ElectionTimes(long proofNanos, long leaseNanos, long sessionNanos) {
    ElectionTimes {
        if (proofNanos < 1 || leaseNanos < proofNanos || sessionNanos < leaseNanos) {
            throw new IllegalArgumentException("a proof each " + proofNanos + " ns, a lease of " + leaseNanos
                    + " ns, a session of " + sessionNanos + " ns, expected them positive and in ascending order");
        }
    }

    /**
     * Those that fit a session timeout S. ZooKeeper's leader drops a session no sooner than S after a server told it
     * that the session lives, which servers do each half tick, of whom they heard since the last time. The tick is at
     * most S/2 (a server grants no session shorter than two ticks by default), and a client speaks at least each S/3:
     * so the server that took a proof and died had told of the session at most two half ticks, S/2, before. Nobody
     * else leads before S/2 after a proof was sent; the lease is 2/5 S, and the rest is for the network and for clocks
     * that run differently. While proofs succeed one after the other, each S/10, it is S/4 more.
     */
    static ElectionTimes of(Duration sessionTimeout) {
        long session = sessionTimeout.toNanos();
        return new ElectionTimes(session / 10, session * 2 / 5, session);
    }
}
