package io.fivenines.gateway.decode;

import io.fivenines.gateway.telemetry.Order;

/** Understands the frames of one connection, in order. May keep a few bytes of state between them. */
public interface Codec {
    /**
     * Reads one frame, puts its messages and its reply. Throws nothing, whatever the bytes; allocates nothing once
     * warm. The frame stays as it is. The frame, and texts taken from it, are valid during the call only.
     */
    Verdict decode(Frame frame, Sink out);

    /**
     * How this connection's stream is cut, where that depends on what its tracker agreed on. Asked before every read;
     * the same framing may be answered always and change its mind between two frames.
     *
     * @param shared the protocol's framing
     */
    default Framing framing(Framing shared) {
        return shared;
    }

    /** What this tracker can be told; may depend on what it has said of itself so far. */
    default Downlink downlink() {
        return Downlink.NONE;
    }

    /**
     * Writes the frame that tells the tracker to do this; asked of trackers that said who they are. May keep what it
     * needs to tell the answer's number.
     *
     * @return false if the protocol has no word for it: whatever {@link #downlink} does not list
     * @throws IllegalArgumentException if it has one, but not for this value: naming it, then ", expected " and what
     *     would do; nothing is sent then
     */
    default boolean encode(Order order, Reply out) {
        return false;
    }
}
