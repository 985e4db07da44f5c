package io.fivenines.gateway.connection;

import io.fivenines.gateway.decode.Sink;

/**
 * What a tracker said to a command.
 *
 * @param number of the order it answers, {@link Sink#UNNUMBERED} for the oldest under way
 * @param refused it did not do, or did not understand, what it was told
 */
public record Answer(int number, String text, boolean refused) {
    /** Whether it says which order it answers. */
    public boolean isNumbered() {
        return number != Sink.UNNUMBERED;
    }
}
