package io.fivenines.coordinator.redirect.vip;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Puts addresses on this host and takes them away. All but {@link #answered} and {@link #hangUp} is called by one
 * thread.
 */
public interface Hands {
    /** Which of the addresses are here now. */
    Set<VirtualAddress> found() throws IOException;

    /** What did not come about, {@link #found} shows. */
    void take(List<VirtualAddress> addresses) throws IOException;

    /** What did not come about, {@link #found} shows. */
    void giveUp(List<VirtualAddress> addresses) throws IOException;

    /**
     * Like {@link #giveUp}, for an address that another host gets: until {@link #forget}, what still comes for it is
     * taken, and what its connections are owed can be sent.
     */
    default void handOver(List<VirtualAddress> addresses) throws IOException {
        giveUp(addresses);
    }

    /** Ends, by a reset, connections at these addresses with something unread now and when this was last called. */
    default void hangUp(Collection<VirtualAddress> addresses) throws IOException {}

    /** What comes for these addresses, given up before, is not for this host. */
    default void forget(Collection<VirtualAddress> addresses) throws IOException {}

    /** For so long an address handed over is not forgotten; zero where there is no such time. */
    default Duration linger() {
        return Duration.ZERO;
    }

    /** After so long an address goes by itself unless it is renewed; zero for never. */
    Duration lifetime();

    /** They are still wanted here: their lifetime begins anew. */
    void renew(Collection<VirtualAddress> addresses) throws IOException;

    /** Tells the neighbours, without waiting, that they are here. */
    void announce(Collection<VirtualAddress> addresses) throws IOException;

    /** Whether another host answers for that address; empty if it could not be asked. Takes up to a second. */
    Optional<Boolean> answered(VirtualAddress address) throws IOException;
}
