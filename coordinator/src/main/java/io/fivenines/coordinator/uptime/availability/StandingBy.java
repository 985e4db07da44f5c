package io.fivenines.coordinator.uptime.availability;

import java.util.List;

/** Down while one of those who carry the load is down and nobody standing by has taken over. */
final class StandingBy extends Together {
    private final long failover;
    private final int[] carriers;
    private final boolean[] carries;

    /** A group in which taking over is a cause of its own. */
    StandingBy(List<Element> members, Group.Spares spares, long failover) {
        super(members, spares.failoverS());
        this.failover = failover;
        carriers = new int[spares.need()];
        carries = new boolean[members.size()];
    }

    @Override
    void reset() {
        for (int member = 0; member < count(); member++) {
            carries[member] = member < carriers.length;
            if (carries[member]) {
                carriers[member] = member;
            }
        }
    }

    @Override
    long faults(double time) {
        long faults = 0;
        for (int place = 0; place < carriers.length; place++) {
            int member = carriers[place];
            if (isDown(member, time)) {
                faults |= replaced(place, time);
            }
        }
        return faults;
    }

    /** What is at fault that the place is still empty; 0 if somebody has taken it. */
    private long replaced(int place, double time) {
        int fallen = carriers[place];
        int next = ready(time);
        if (next >= 0 && isOverdue(fallen, time)) {
            carries[fallen] = false;
            carries[next] = true;
            carriers[place] = next;
            return 0;
        }
        if (next < 0) {
            return causesOfAll(time);
        }
        return isBrief(fallen) ? causes(fallen) : failover;
    }

    private int ready(double time) {
        for (int member = 0; member < count(); member++) {
            if (!carries[member] && !isDown(member, time)) {
                return member;
            }
        }
        return -1;
    }
}
