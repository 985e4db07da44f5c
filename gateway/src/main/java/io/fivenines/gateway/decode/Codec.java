package io.fivenines.gateway.decode;

/** Understands the frames of one connection, in order. May keep a few bytes of state between them. */
public interface Codec {
    /**
     * Reads one frame, puts its messages and its reply. Throws nothing, whatever the bytes; allocates nothing once
     * warm. The frame stays as it is. The frame, and texts taken from it, are valid during the call only.
     */
    Verdict decode(Frame frame, Sink out);
}
