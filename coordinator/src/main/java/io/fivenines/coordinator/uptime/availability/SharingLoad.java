package io.fivenines.coordinator.uptime.availability;

import java.util.List;

/** Down while too few members are up, and after each failure until others have taken the load of who failed. */
final class SharingLoad extends Together {
    private final Group.Spares spares;
    private final long failover;

    /** A group in which taking over is a cause of its own. */
    SharingLoad(List<Element> members, Group.Spares spares, long failover) {
        super(members, spares.failoverS());
        this.spares = spares;
        this.failover = failover;
    }

    @Override
    void reset() {
        // Each moment stands for itself.
    }

    @Override
    long faults(double time) {
        int up = 0;
        long takingOver = 0;
        for (int member = 0; member < count(); member++) {
            if (!isDown(member, time)) {
                up++;
            } else if (!isOverdue(member, time)) {
                takingOver |= isBrief(member) ? causes(member) : failover;
            }
        }
        return up < spares.need() ? causesOfAll(time) : takingOver;
    }
}
