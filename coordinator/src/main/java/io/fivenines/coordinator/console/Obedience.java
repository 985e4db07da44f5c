package io.fivenines.coordinator.console;

/**
 * How far a director of this coordinator is.
 *
 * @param epoch of the newest plan it has obeyed whole
 * @param plan the number of that plan
 * @param failures in a row, 0 if its last try went well
 * @param complaint about the last failure, empty if the last try went well
 * @param refused plans that were older than one it had
 */
public record Obedience(String director, long epoch, long plan, int failures, String complaint, long refused) {}
