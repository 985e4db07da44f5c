package io.fivenines.gateway.decode.explain;

import java.util.Set;

/** What a byte does in its frame, and to which facts. */
record Effect(Role role, Set<Fact.Key> facts) {
    Effect {
        facts = Set.copyOf(facts);
    }
}
