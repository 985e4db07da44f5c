package io.fivenines.coordinator.uptime.probe;

/** What customers do: now and then everything, and all day have trackers report and give commands. */
public interface Customer {
    /** Does once what customers do all day. Ends within the limit of a round. */
    Outcome visit(Target target);

    /**
     * The target's trackers in the field and programs, none of them connected yet.
     *
     * @param line how a tracker's line is held
     * @param program how a program's is
     */
    Fleet fleet(Target target, LineConfig line, LineConfig program);

    /** Whether its own network is there: anything answers within so long that has nothing to do with targets. */
    boolean isOnline(int limitMs) throws InterruptedException;
}
