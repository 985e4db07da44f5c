package io.fivenines.gateway.connection;

import java.util.Locale;

/** Why a connection ended. */
public enum CloseReason {
    /** The tracker closed it. */
    PEER,
    /** The network did. */
    ERROR,
    /** The same tracker has a newer connection. */
    SUPERSEDED,
    /** Silent for too long. */
    IDLE,
    /** Did not say who it is in time. */
    LOGIN_TIMEOUT,
    /** Opened as none of the protocols does that its port serves. */
    UNRECOGNISED,
    /** Sent a frame longer than its protocol has. */
    OVERSIZE,
    /** Sent too much that nobody understands. */
    MALFORMED,
    /** Over a limit of the node, the listener or the address, or from a blocked one. */
    REFUSED,
    /** May not be who it says it is. */
    NOT_ADMITTED,
    /** The address it is at is another node's now. */
    MOVED,
    /** The gateway stops or drains. */
    SHUTDOWN;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As metrics and logs write it. */
    public String label() {
        return label;
    }
}
