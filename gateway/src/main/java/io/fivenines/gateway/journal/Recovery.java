package io.fivenines.gateway.journal;

import java.util.List;

/**
 * What opening the journal found.
 *
 * @param first the oldest position held
 * @param next the position the next new entry gets
 * @param segments how many files there were
 * @param scanned how many of them had to be read through, the others are vouched for by their index
 * @param skipped positions passed over and never to be used, because a cut write may have used them already
 * @param tookMs how long it took
 */
public record Recovery(
        long first, long next, int segments, int scanned, long skipped, long tookMs, List<Damage> damages) {
    public Recovery {
        damages = List.copyOf(damages);
        if (first < 0 || next < first) {
            throw new IllegalArgumentException("first " + first + ", next " + next + "; expected 0 <= first <= next");
        }
    }

    /** Whether something that may have been acknowledged is missing. */
    public boolean lost() {
        return damages.stream().anyMatch(damage -> damage.kind() == Damage.Kind.CORRUPTION && damage.missing() > 0);
    }
}
