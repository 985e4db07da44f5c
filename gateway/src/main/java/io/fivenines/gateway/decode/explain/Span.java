package io.fivenines.gateway.decode.explain;

import java.util.List;

/**
 * Neighbouring bytes that do the same.
 *
 * @param facts what they say, in the order of the message; empty where they say nothing
 */
public record Span(int offset, int length, Role role, List<Fact> facts) {
    public Span {
        facts = List.copyOf(facts);
    }

    /** Whether this is a mark or two between two parts of one value. */
    boolean within(Span before, Span after) {
        return (role == Role.SEPARATOR || role == Role.LAYOUT)
                && length <= 2
                && before.role() == Role.VALUE
                && after.role() == Role.VALUE
                && before.facts().equals(after.facts());
    }
}
