package io.fivenines.coordinator.cluster;

import org.apache.curator.framework.state.ConnectionState;

/**
 * How this process stands with ZooKeeper.
 *
 * <pre>
 * CONNECTING  connected for the first time                             -> CONNECTED
 * CONNECTED   the connection broke, or nothing was heard for 2/3 of
 *             the session timeout, or its server lost the majority     -> SUSPENDED
 * SUSPENDED   connected again, in the same session                     -> CONNECTED
 * SUSPENDED   for as long as the session timeout, by its own clock;
 *             or ZooKeeper said that the session has expired; or
 *             connected again in a session of another id               -> LOST
 * LOST        connected, in a new session                              -> CONNECTED
 * </pre>
 *
 * LOST may be told later than ZooKeeper gave the session up: whoever must not act then has a lease of its own.
 */
public enum LinkState {
    /** Not connected since the start of the process. */
    CONNECTING,
    /** In a session. */
    CONNECTED,
    /** The session may live or not: hold what you have, start nothing new. */
    SUSPENDED,
    /** The session is over, and with it every ephemeral record. */
    LOST;

    LinkState after(ConnectionState event) {
        return switch (event) {
            case CONNECTED, RECONNECTED -> CONNECTED;
            case SUSPENDED, READ_ONLY -> this == CONNECTED ? SUSPENDED : this;
            case LOST -> this == CONNECTING ? CONNECTING : LOST;
        };
    }
}
