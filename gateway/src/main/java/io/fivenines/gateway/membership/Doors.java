package io.fivenines.gateway.membership;

import java.io.IOException;
import java.util.Set;

/** The node's listeners and connections, as a {@link Drain} works them. */
public interface Doors {
    /** Lets nobody new in; who is in stays. */
    void shut();

    /**
     * Lets newcomers in again.
     *
     * @throws IOException if a port is taken by now
     */
    void open() throws IOException;

    /** These virtual addresses are the node's now: those of them that are its own to listen on, it listens on. */
    default void own(Set<String> addresses) {}

    /** These virtual addresses are other nodes' now: no commands are sent to who is connected there. */
    void elsewhere(Set<String> addresses);

    /** Has up to so many of those closed; returns how many. */
    int sendAway(int count);

    /** Has up to so many connections closed, of those that are between two frames and owed nothing. */
    void closeIdle(int count);

    /**
     * Has up to so many connections closed whatever they are doing; those that are closing already end without what
     * they are owed: what was not acknowledged is sent again.
     */
    void end(int count);

    /** Connections there are now. */
    int connections();
}
