package io.fivenines.coordinator.elect;

import java.util.ArrayDeque;

/**
 * Until when nobody else can lead, from proofs that the own node is there. That it is there now says little about how
 * long it will be: ZooKeeper's leader drops a session S after it last knew that it lives, and servers tell it only each
 * half tick of whom they heard. After a pause of this process a proof may succeed a moment before the session ends. But
 * what a server heard a half tick before it took a proof, it had told the leader before that. So:
 *
 * <pre>
 *       proof A sent   A answered                    proof B sent   B answered
 *   ---------+-------------+----- half a tick or more -----+-------------+------->
 *            |<-------------------------- S: the session lives at least so long
 *                                                          |<-- lease -->|
 * </pre>
 *
 * With B the lease lasts until 2/5 S after B was sent, but no longer than 9/10 S after A was. A server that took over
 * the connection in between has told the leader itself.
 */
final class Lease {
    private final ArrayDeque<Proof> proofs = new ArrayDeque<>();

    /** A session begins, and nothing is known of it. */
    void clear() {
        proofs.clear();
    }

    /**
     * Adds a proof.
     *
     * @return until when one may lead; not after {@code sentNanos} if there is no earlier proof to rely on
     */
    long prolong(ElectionTimes times, long sentNanos, long answeredNanos) {
        long before = sentNanos - times.relayNanos();
        Proof anchor = null;
        while (!proofs.isEmpty() && proofs.peek().answeredNanos - before <= 0) {
            anchor = proofs.poll();
        }
        if (anchor != null) {
            proofs.addFirst(anchor);
        }
        proofs.addLast(new Proof(sentNanos, answeredNanos));
        return anchor == null
                ? sentNanos
                : Math.min(sentNanos + times.leaseNanos(), anchor.sentNanos + times.trustNanos());
    }

    private record Proof(long sentNanos, long answeredNanos) {}
}
