package io.fivenines.gateway.decode;

/** What became of a frame. Whatever is not ACCEPTED leaves nothing in the journal and sends no reply that was put. */
public enum Verdict {
    /** Understood; its messages, if any, are to be kept and its replies sent once those are durable. */
    ACCEPTED,
    /** Well-formed, of no interest, and not to be answered. */
    IGNORED,
    /** It needs a tracker that has said who it is, and this one has not, or was refused. */
    UNIDENTIFIED,
    /** Well-formed, but a kind of frame this codec does not know. */
    UNSUPPORTED,
    /** It ends before what it announces, or has something else where a number should be. */
    TRUNCATED,
    BAD_CHECKSUM,
    /** Understood, and cannot be true. */
    IMPLAUSIBLE
}
