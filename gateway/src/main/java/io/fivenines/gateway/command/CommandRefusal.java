package io.fivenines.gateway.command;

/** A command that is not taken, or not taken back; the trace would tell nobody anything. */
public final class CommandRefusal extends Exception {
    private static final long serialVersionUID = 1;

    /** Why. */
    public enum Cause {
        /** There are as many as there may be. */
        FULL,
        /** There is no such command. */
        UNKNOWN,
        /** It has been sent, or is over. */
        TOO_LATE,
        /** It cannot be recorded, and what is not recorded is not sent. */
        UNAVAILABLE
    }

    private final Cause reason;
    private final String expected;

    CommandRefusal(Cause reason, String detail, String expected) {
        super(detail, null, false, false);
        this.reason = reason;
        this.expected = expected;
    }

    public Cause reason() {
        return reason;
    }

    public String expected() {
        return expected;
    }
}
