package io.fivenines.gateway.decode;

import io.fivenines.gateway.telemetry.Param;

/**
 * Where a codec puts what it understood: straight into journal space. Everything put for a frame is void unless the
 * codec's verdict is {@link Verdict#ACCEPTED}. A value outside the range of its parameter is not stored under that
 * name; the message then carries {@code message.implausible}, because one broken sensor must not keep a tracker from
 * being acknowledged.
 */
public interface Sink {
    /** The time of a message whose tracker gave none. */
    long NO_TIME = Long.MIN_VALUE;

    /** The number of an answer that carries none. */
    int UNNUMBERED = 0;

    /**
     * Starts the next message; it belongs to the ident of the session at this moment.
     *
     * @param timeMs the tracker's time, milliseconds since 1970 UTC, or {@link #NO_TIME}
     */
    Sink message(long timeMs);

    Sink put(Param param, long value);

    Sink put(Param param, double value);

    Sink put(Param param, boolean value);

    /** Text as ISO 8859-1 or wider; control characters are kept. At most 1,024 characters are stored. */
    Sink put(Param param, CharSequence value);

    /** Member {@code number} of a numbered family, such as {@code din.#}. */
    Sink put(Param family, int number, long value);

    Sink put(Param family, int number, double value);

    Sink put(Param family, int number, boolean value);

    Sink put(Param family, int number, CharSequence value);

    /** Member {@code word} of a family keyed by words, such as {@code wialon.param.*}. */
    Sink put(Param family, CharSequence word, long value);

    Sink put(Param family, CharSequence word, double value);

    Sink put(Param family, CharSequence word, boolean value);

    Sink put(Param family, CharSequence word, CharSequence value);

    /** The reply to this frame: withheld until everything put before it, by this and earlier frames, is durable. */
    Reply reply();

    /**
     * The tracker carried a command out, or says what was asked. Costs nothing while no command is under way; may be
     * called before, between and without messages.
     *
     * @param number of the order as the answer carries it; what is not the number of a command under way is nobody's.
     *     {@link #UNNUMBERED} is an answer to the oldest one
     * @param text what it said, copied; empty where it only confirms. At most 1,024 characters are kept
     */
    Sink answer(int number, CharSequence text);

    /** The same for a tracker that did not do, or did not understand, what it was told. */
    Sink refusal(int number, CharSequence text);
}
