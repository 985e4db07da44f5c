package io.fivenines.coordinator.cluster;

/** Hears what an observer's heartbeat connection brings, on the connection's own thread: it must not wait there. */
public interface PulseListener {
    /** There is a connection: somebody listens there. Whether it also answers, its pulses show. */
    void onConnected(long nowNanos);

    /**
     * A beat was answered.
     *
     * @param arrivedNanos when the pulse was read, by the clock given to the client
     */
    void onPulse(Pulse pulse, long arrivedNanos);

    /** There is no connection now. {@link Loss#RESET} is followed at once by another attempt, which tells more. */
    void onLoss(Loss loss, long nowNanos);

    /** How a connection ended, or did not come about. */
    enum Loss {
        /** The other end, or its host's system for it, ended a connection: the process is gone or wants no more. */
        RESET,
        /** The host is there, and nothing listens. */
        REFUSED,
        /** No answer, to beats or to the attempt to connect: frozen, cut off, or switched off. */
        SILENT,
        /** What answers there is not the node expected, or does not speak this language. */
        WRONG
    }
}
