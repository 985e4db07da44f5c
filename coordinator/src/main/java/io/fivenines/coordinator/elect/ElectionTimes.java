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
     * Those that fit a session timeout S. ZooKeeper's leader drops a session no sooner than S after a server last told it
     * that the session lives, which servers do each half tick, of what they heard since: with a tick of at most S/2 (a
     * server grants no shorter sessions than two ticks by default) and a proof each S/10, at worst S/4 + S/10 before
     * the server heard the proof. So nobody else leads before 0.65 S after a proof was sent. The lease is S/2; what is
     * left is for the network and for clocks that run differently.
     */
    static ElectionTimes of(Duration sessionTimeout) {
        long session = sessionTimeout.toNanos();
        return new ElectionTimes(session / 10, session / 2, session);
    }
}
