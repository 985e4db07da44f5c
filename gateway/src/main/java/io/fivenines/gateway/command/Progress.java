package io.fivenines.gateway.command;

/**
 * How far a command has come.
 *
 * @param attempts how often it was recorded as being sent
 * @param unconfirmed an attempt was not confirmed: the tracker may have done it once more than it said, or without
 *     saying
 * @param atMs since when, milliseconds since 1970 UTC
 * @param protocol what its tracker spoke at the last attempt, empty before the first
 * @param reply what the tracker said
 * @param reason why it is not done, empty if it is or may still be
 * @param announced its result is a message in the journal
 */
public record Progress(
        State state,
        int attempts,
        boolean unconfirmed,
        long atMs,
        String protocol,
        String reply,
        String reason,
        boolean announced) {
    static Progress queued(long nowMs) {
        return new Progress(State.QUEUED, 0, false, nowMs, "", "", "", false);
    }

    Progress sending(long nowMs, String spoken) {
        return new Progress(State.SENDING, attempts + 1, unconfirmed, nowMs, spoken, "", "", false);
    }

    /** Nothing left the gateway: the attempt was none. */
    Progress unsent(long nowMs) {
        return new Progress(State.QUEUED, attempts - 1, unconfirmed, nowMs, protocol, "", "", false);
    }

    /** It may have arrived, and nobody confirmed it. */
    Progress again(long nowMs) {
        return new Progress(State.QUEUED, attempts, true, nowMs, protocol, "", "", false);
    }

    /** The tracker has said what became of it. */
    Progress answered(long nowMs, boolean refused, String said) {
        State end = refused ? State.REFUSED : State.CONFIRMED;
        return new Progress(end, attempts, unconfirmed, nowMs, protocol, said, "", false);
    }

    /** Sent without a confirmation ever to come, or in time. */
    Progress sent(long nowMs) {
        return new Progress(State.SENT, attempts, true, nowMs, protocol, "", "", false);
    }

    /** The protocol has no word for it. */
    Progress impossible(long nowMs, String why) {
        return new Progress(State.FAILED, attempts - 1, unconfirmed, nowMs, protocol, "", why, false);
    }

    /** Given up after an attempt that nobody confirmed. */
    Progress failed(long nowMs, String why) {
        return new Progress(State.FAILED, attempts, true, nowMs, protocol, "", why, false);
    }

    /** Ended while it waited. */
    Progress withdrawn(State end, long nowMs, String why) {
        return new Progress(end, attempts, unconfirmed, nowMs, protocol, "", why, false);
    }

    Progress told() {
        return new Progress(state, attempts, unconfirmed, atMs, protocol, reply, reason, true);
    }
}
