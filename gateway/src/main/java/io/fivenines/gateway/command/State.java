package io.fivenines.gateway.command;

import java.util.Locale;

/**
 * Where a command stands.
 *
 * <pre>
 * QUEUED  -> SENDING    its tracker is connected
 * SENDING -> QUEUED     the connection ended, the time to confirm ran out, or the gateway died: {@link IfGatewayDies}
 * SENDING -> CONFIRMED, REFUSED, SENT
 * SENDING -> FAILED     the same as -> QUEUED, once too often or too late; or the protocol has no word for it
 * QUEUED  -> EXPIRED, CANCELLED
 * </pre>
 */
public enum State {
    /** Waits for its tracker. */
    QUEUED,
    /** Recorded as being sent: from here on it may have arrived. */
    SENDING,
    /** The tracker says it is done. */
    CONFIRMED,
    /** The tracker says it is not. */
    REFUSED,
    /** It was sent, and there is no answer to such a thing. */
    SENT,
    /** Given up. */
    FAILED,
    /** Its time ran out before it was sent. */
    EXPIRED,
    /** Somebody took it back. */
    CANCELLED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As JSON and messages write it. */
    public String label() {
        return label;
    }

    public boolean isFinished() {
        return this != QUEUED && this != SENDING;
    }
}
