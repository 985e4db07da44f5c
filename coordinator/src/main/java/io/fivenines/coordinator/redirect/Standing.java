package io.fivenines.coordinator.redirect;

/**
 * How far a director is.
 *
 * @param wantedNumber of the newest plan it was given
 * @param obeyedEpoch of the newest plan it has obeyed whole
 * @param obeyedNumber of that plan
 * @param failures in a row, 0 if the last try went well
 * @param complaint about the last failure, empty if the last try went well
 * @param refused plans that were older than one it had
 */
public record Standing(
        String director,
        long wantedNumber,
        long obeyedEpoch,
        long obeyedNumber,
        int failures,
        String complaint,
        long refused) {}
