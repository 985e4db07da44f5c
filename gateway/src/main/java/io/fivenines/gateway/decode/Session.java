package io.fivenines.gateway.decode;

/** What a codec knows of the connection it reads. */
public interface Session {
    /**
     * The tracker says who it is. To be called only when the frame's checksum was right. Cheap when the ident is the
     * one already known.
     *
     * @param ident 1 to 64 printable ASCII characters without space; copied
     * @return false if this ident is malformed, not admitted, or said behind a closed {@link #lock}: the verdict is
     *     then {@link Verdict#UNIDENTIFIED}
     */
    boolean identify(CharSequence ident);

    boolean identified();

    /** The ident, empty before {@link #identify}. */
    CharSequence ident();

    /** What must be opened before {@link #identify}. */
    default Lock lock() {
        return Lock.NONE;
    }

    /** The gateway's time, milliseconds since 1970 UTC, for replies that carry it and dates without a year. */
    long nowMs();

    /**
     * For {@link Auto}: the connection is one of this protocol from here on.
     *
     * @return how its stream is cut
     */
    default Framing become(Protocol protocol) {
        throw new UnsupportedOperationException("this session does not become " + protocol.name());
    }

    /** For {@link Auto}: the connection ends, since it opened as none of its port's protocols does. */
    default void unrecognised(Frame opening) {
        throw new UnsupportedOperationException("this session has its protocol");
    }
}
