package io.fivenines.coordinator.uptime.availability;

import java.util.List;

/** Parts and groups that together do something. */
public sealed interface Group {
    String name();

    /** Needs all its members. */
    record Chain(String name, List<String> members) implements Group {
        public Chain {
            members = List.copyOf(members);
            if (members.isEmpty()) {
                throw new IllegalArgumentException(name + " has no members, expected some");
            }
        }
    }

    /** Needs some of its members. */
    record Redundant(String name, List<String> members, Spares spares) implements Group {
        public Redundant {
            members = List.copyOf(members);
            spares.check(name, members.size());
        }
    }

    /**
     * Needs some of several parts of a kind, each failing on its own but for what is common to them.
     *
     * @param of the part they are like
     * @param common the share of a copy's failures that takes all of them, from 0 to 1
     */
    record Copies(String name, String of, int count, double common, Spares spares) implements Group {
        private static final int COUNT_MAX = 1_000;

        public Copies {
            if (count < 1 || count > COUNT_MAX) {
                throw new IllegalArgumentException(name + " has " + count + " copies, expected 1 to " + COUNT_MAX);
            }
            if (!(common >= 0) || common >= 1) {
                throw new IllegalArgumentException(
                        name + " has " + 100 * common + " % in common, expected 0 to less than 100");
            }
            spares.check(name, count);
        }
    }

    /**
     * How a group gets over the loss of a member.
     *
     * @param need how many of its members suffice
     * @param mode who carries the load
     * @param failoverS from a member's failure until others have taken its load; a member that is back sooner ends that
     */
    record Spares(int need, Mode mode, double failoverS, Source source) {
        void check(String group, int members) {
            if (need < 1 || need > members) {
                throw new IllegalArgumentException(
                        group + " needs " + need + " of " + members + " members, expected 1 to " + members);
            }
            if (!(failoverS >= 0)) {
                throw new IllegalArgumentException(
                        group + " with a failover of " + failoverS + " s, expected 0 or more");
            }
        }
    }

    /** Who carries the load. */
    enum Mode {
        /** All members, so that somebody feels every failure until others have taken over. */
        SHARED,
        /** As many as are needed; who stands by may fail unnoticed. Nothing goes back by itself. */
        STANDBY
    }
}
