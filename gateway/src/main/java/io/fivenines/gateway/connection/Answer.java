package io.fivenines.gateway.connection;

/**
 * What a tracker said to a command.
 *
 * @param number of the order it answers, {@link io.fivenines.gateway.decode.Sink#UNNUMBERED} for the oldest under way
 * @param refused it did not do, or did not understand, what it was told
 */
public record Answer(int number, String text, boolean refused) {}
