package io.fivenines.coordinator.elect;

import java.time.Duration;

/**
 * What an {@link Election} measures by its own clock.
 *
 * @param proofNanos between two proofs that the leader's node is there
 * @param relayNanos by then at the latest ZooKeeper's leader knows that a server heard of a session; others prove that
 *     their node is there at this pace
 * @param leaseNanos for so long after the sending of a proof that succeeded one may lead
 * @param trustNanos for so long at most after a session was last surely known to live
 * @param sessionNanos without a proof for so long one has stepped down
 */
record ElectionTimes(long proofNanos, long relayNanos, long leaseNanos, long trustNanos, long sessionNanos) {
    ElectionTimes {
        if (proofNanos < 1
                || relayNanos < proofNanos
                || leaseNanos < relayNanos
                || trustNanos < leaseNanos
                || sessionNanos < leaseNanos) {
            throw new IllegalArgumentException("proofs each " + proofNanos + " ns, a relay of " + relayNanos
                    + " ns, a lease of " + leaseNanos + " ns, trust for " + trustNanos + " ns, a session of "
                    + sessionNanos + " ns, expected them positive and in ascending order");
        }
    }

    /** Those that fit a session timeout, of which a tick of ZooKeeper is at most a half, as it is by default. */
    static ElectionTimes of(Duration sessionTimeout) {
        long session = sessionTimeout.toNanos();
        return new ElectionTimes(session / 10, session / 4, session * 2 / 5, session * 9 / 10, session);
    }
}
