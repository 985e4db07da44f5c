package io.fivenines.coordinator.uptime.probe;

/** What customers do: now and then everything, and all day have trackers report. */
public interface Customer {
    /** Does once what customers do all day. Ends within the limit of a round. */
    Outcome visit(Target target);

    /** The target's trackers in the field, none of them connected yet. */
    Fleet fleet(Target target, LineConfig line);

    /** Whether its own network is there: anything answers within so long that has nothing to do with targets. */
    boolean isOnline(int limitMs) throws InterruptedException;
}
