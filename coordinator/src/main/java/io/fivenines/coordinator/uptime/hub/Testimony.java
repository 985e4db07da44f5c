package io.fivenines.coordinator.uptime.hub;

import io.fivenines.coordinator.uptime.Evidence;
import io.fivenines.coordinator.uptime.Judge;
import io.fivenines.coordinator.uptime.Judge.Judgement;
import io.fivenines.coordinator.uptime.Round;
import io.fivenines.coordinator.uptime.State;
import io.fivenines.coordinator.uptime.Subject;
import io.fivenines.coordinator.uptime.Witness;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What all locations have said, each round and gap taken once and in its location's order. Not safe for threads. */
final class Testimony {
    private final Judge judge;
    private final long validityMs;
    private final Map<String, Long> sequences = new HashMap<>();
    private final Map<String, Long> heardMs = new TreeMap<>();
    private final Map<Subject, Map<String, Witness>> witnesses = new TreeMap<>();
    private final Map<Subject, Long> firstMs = new HashMap<>();

    Testimony(int quorum, long validityMs) {
        judge = new Judge(quorum);
        this.validityMs = validityMs;
    }

    /** The number of the location's last evidence, 0 if there is none. */
    long last(String location) {
        return sequences.getOrDefault(location, 0L);
    }

    /** Takes a round or a gap, unless it or a later one of the location has been taken. */
    void take(Evidence evidence) {
        if (evidence.sequence() <= last(evidence.location())) {
            return;
        }
        sequences.put(evidence.location(), evidence.sequence());
        if (evidence instanceof Round round) {
            heardMs.put(round.location(), round.endedMs());
            firstMs.merge(round.subject(), round.beganMs(), Math::min);
        }
        witnesses
                .computeIfAbsent(evidence.subject(), subject -> new TreeMap<>())
                .computeIfAbsent(evidence.location(), location -> new Witness(location, validityMs))
                .add(evidence);
    }

    /** When each location's last round ended. */
    Map<String, Long> heardMs() {
        return new TreeMap<>(heardMs);
    }

    /** Those that a round was made of: what was before the first, nobody counts. */
    Set<Subject> subjects() {
        return new TreeSet<>(firstMs.keySet());
    }

    /** When the subject's first round began that is kept; -1 if there is none. */
    long firstMs(Subject subject) {
        return firstMs.getOrDefault(subject, -1L);
    }

    Judgement judge(Subject subject, long nowMs) {
        return judge.judge(subject, witnesses.getOrDefault(subject, Map.of()).values(), nowMs);
    }

    Map<String, State> views(Subject subject, long nowMs) {
        Map<String, State> views = new TreeMap<>();
        witnesses.getOrDefault(subject, Map.of()).forEach((location, one) -> views.put(location, one.now(nowMs)));
        return views;
    }

    void forget(long beforeMs) {
        witnesses.values().forEach(all -> all.values().forEach(witness -> witness.forget(beforeMs)));
    }
}
