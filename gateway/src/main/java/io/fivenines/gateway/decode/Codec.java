package io.fivenines.gateway.decode;

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
}
