package io.fivenines.gateway.decode.explain;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Framing;
import io.fivenines.gateway.decode.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/** Changes an accepted frame byte by byte to find out what each does. */
final class Experiment {
    /** A byte that changes more facts at once than this is not one of their values: it moves what follows. */
    private static final int VALUES_MAX = 4;

    private final Supplier<Trial> connections;
    private final Framing framing;
    private final byte[] frame;
    private final Trial whole;
    private final byte[] reply;
    private final Alterations alterations;
    private final Frame cursor = new Frame();

    /**
     * Prepares one.
     *
     * @param connections each a new one, as it is before the frame comes
     */
    Experiment(Supplier<Trial> connections, Framing framing, byte[] frame) {
        this.connections = connections;
        this.framing = framing;
        this.frame = frame;
        alterations = new Alterations(frame);
        whole = connections.get().decode(cursor, frame, frame);
        reply = whole.replyBytes();
    }

    Trial whole() {
        return whole;
    }

    /** All bytes of the frame in order, neighbours that do the same together. */
    List<Span> spans() {
        List<Span> spans = new ArrayList<>();
        int from = 0;
        Effect effect = effect(0);
        for (int i = 1; i <= frame.length; i++) {
            Effect next = i < frame.length ? effect(i) : null;
            if (!effect.equals(next)) {
                join(spans, new Span(from, i - from, effect.role(), facts(effect.facts())));
                from = i;
                effect = next;
            }
        }
        return spans;
    }

    /** Adds a span; what stands within a value, as the colon in a time of day, becomes part of it. */
    private static void join(List<Span> spans, Span span) {
        int last = spans.size() - 1;
        if (last > 0 && spans.get(last).within(spans.get(last - 1), span)) {
            Span first = spans.get(last - 1);
            spans.subList(last - 1, last + 1).clear();
            int length = span.offset() + span.length() - first.offset();
            spans.add(new Span(first.offset(), length, Role.VALUE, span.facts()));
        } else {
            spans.add(span);
        }
    }

    private List<Fact> facts(Collection<Fact.Key> keys) {
        return whole.facts().values().stream()
                .filter(fact -> keys.contains(fact.key()))
                .toList();
    }

    private Effect effect(int offset) {
        Tally tally = new Tally();
        if (alterations.separates(offset)) {
            alterations.of(offset).forEach(values -> tally.cut(offset, values));
            return new Effect(tally.elsewhere() ? Role.FRAMING : Role.SEPARATOR, Set.of());
        }
        for (int[] values : alterations.of(offset)) {
            for (int value : values) {
                tally.add(altered(offset, value));
            }
            tally.cut(offset, values);
            if (!tally.values().isEmpty()) {
                return new Effect(Role.VALUE, tally.values());
            }
            if (tally.answered && tally.selected.isEmpty()) {
                return new Effect(Role.REPLY, Set.of());
            }
        }
        Role role = tally.role();
        return new Effect(role, role == Role.SELECTS ? tally.selected : Set.of());
    }

    private byte[] altered(int offset, int value) {
        byte[] altered = frame.clone();
        altered[offset] = (byte) value;
        return altered;
    }

    /** What the changes of one byte led to. */
    private final class Tally {
        private final List<Set<Fact.Key>> changes = new ArrayList<>();
        private final List<Set<Fact.Key>> losses = new ArrayList<>();
        private Set<Fact.Key> selected = Set.of();
        private int tries;
        private int cutElsewhere;
        private boolean moved;
        private boolean answered;
        private int refusals;
        private Verdict refused;

        /** Whether most changes would have had the stream cut elsewhere. */
        boolean elsewhere() {
            return 2 * cutElsewhere > tries;
        }

        void cut(int offset, int[] values) {
            for (int value : values) {
                tries++;
                int cut = framing.cut(cursor.wrap(altered(offset, value), 0, frame.length));
                cutElsewhere += cut == frame.length ? 0 : 1;
            }
        }

        void add(byte[] altered) {
            Trial trial = connections.get().decode(cursor, altered, frame);
            if (trial.verdict() != Verdict.ACCEPTED) {
                refusals++;
                refused = strongest(refused, trial.verdict());
                return;
            }
            Set<Fact.Key> changed = new HashSet<>();
            Set<Fact.Key> gone = new HashSet<>();
            compare(trial.facts(), changed, gone);
            if (gone.isEmpty() && !changed.isEmpty()) {
                changes.add(changed);
            } else if (!gone.isEmpty()) {
                gone.addAll(changed);
                losses.add(gone);
                select(gone);
            } else {
                moved |= trial.facts().size() != whole.facts().size();
                answered |= !Arrays.equals(reply, trial.replyBytes());
            }
        }

        private void compare(Map<Fact.Key, Fact> facts, Set<Fact.Key> changed, Set<Fact.Key> gone) {
            for (Fact fact : whole.facts().values()) {
                Fact other = facts.get(fact.key());
                if (other == null) {
                    gone.add(fact.key());
                } else if (!Objects.equals(other.value(), fact.value())) {
                    changed.add(fact.key());
                }
            }
        }

        private void select(Set<Fact.Key> keys) {
            moved = true;
            if (keys.size() <= VALUES_MAX && (selected.isEmpty() || keys.size() < selected.size())) {
                selected = keys;
            }
        }

        private static Verdict strongest(Verdict one, Verdict other) {
            return one == Verdict.BAD_CHECKSUM || other != Verdict.BAD_CHECKSUM && one == Verdict.UNSUPPORTED
                    ? one
                    : other;
        }

        /** The facts whose value this byte is part of: what its gentlest changes change, or take away, as a flag. */
        Set<Fact.Key> values() {
            int least = changes.stream().mapToInt(Set::size).min().orElse(VALUES_MAX + 1);
            Set<Fact.Key> values = new HashSet<>();
            if (least <= VALUES_MAX) {
                changes.stream().filter(keys -> keys.size() <= least + 1).forEach(values::addAll);
                losses.stream().filter(keys -> keys.size() <= least + 1).forEach(values::addAll);
            }
            return values;
        }

        Role role() {
            if (elsewhere()) {
                return Role.FRAMING;
            }
            if (!selected.isEmpty()) {
                return Role.SELECTS;
            }
            if (moved || !changes.isEmpty()) {
                return Role.LAYOUT;
            }
            if (answered) {
                return Role.REPLY;
            }
            if (2 * refusals <= tries) {
                return Role.NONE;
            }
            return switch (refused) {
                case BAD_CHECKSUM -> Role.CHECKSUM;
                case UNSUPPORTED -> Role.KIND;
                case ACCEPTED, IGNORED, UNIDENTIFIED, TRUNCATED, IMPLAUSIBLE -> Role.LAYOUT;
            };
        }
    }
}
