package io.fivenines.coordinator.uptime.availability;

import java.util.Arrays;
import java.util.List;

/** A group as it is drawn: goes through its members' outages from one change to the next. */
abstract class Together implements Element {
    private final List<Element> members;
    /** Something may also change so long after a member's failure. */
    private final double failoverS;

    private final Outages[] theirs;
    private final int[] at;
    private final Outages outages = new Outages();
    private double[] edges = new double[16];
    private int drawn = -1;

    Together(List<Element> members, double failoverS) {
        this.members = members;
        this.failoverS = failoverS;
        theirs = new Outages[members.size()];
        at = new int[members.size()];
    }

    /** Begins a year anew. */
    abstract void reset();

    /** The causes at fault from that time until the next change; 0 while it is up. */
    abstract long faults(double time);

    @Override
    public final Outages year(int number) {
        if (drawn != number) {
            drawn = number;
            outages.clear();
            int count = gather(number);
            Arrays.fill(at, 0);
            reset();
            for (int i = 0; i < count - 1; i++) {
                if (edges[i] < edges[i + 1]) {
                    judge(edges[i], edges[i + 1]);
                }
            }
        }
        return outages;
    }

    private int gather(int number) {
        int count = 0;
        for (int member = 0; member < theirs.length; member++) {
            Outages its = members.get(member).year(number);
            theirs[member] = its;
            if (edges.length < count + 3 * its.size()) {
                edges = Arrays.copyOf(edges, 2 * (count + 3 * its.size()));
            }
            for (int i = 0; i < its.size(); i++) {
                edges[count++] = its.start(i);
                edges[count++] = its.end(i);
                if (failoverS > 0) {
                    edges[count++] = its.start(i) + failoverS;
                }
            }
        }
        Arrays.sort(edges, 0, count);
        return count;
    }

    private void judge(double start, double end) {
        for (int member = 0; member < theirs.length; member++) {
            while (at[member] < theirs[member].size() && theirs[member].end(at[member]) <= start) {
                at[member]++;
            }
        }
        long faults = faults(start);
        if (faults != 0) {
            outages.add(start, end, faults);
        }
    }

    final int count() {
        return theirs.length;
    }

    final boolean isDown(int member, double time) {
        return at[member] < theirs[member].size() && theirs[member].start(at[member]) <= time;
    }

    /** What is at fault in a member that is down. */
    final long causes(int member) {
        return theirs[member].causes(at[member]);
    }

    /** Whether somebody could have taken over by then from a member that is down; computed as the edges are. */
    final boolean isOverdue(int member, double time) {
        return time >= theirs[member].since(at[member]) + failoverS;
    }

    /** Whether it will be back before anybody can have taken over. */
    final boolean isBrief(int member) {
        return theirs[member].until(at[member]) <= theirs[member].since(at[member]) + failoverS;
    }

    /** What all members that are down are down of. */
    final long causesOfAll(double time) {
        long causes = 0;
        for (int member = 0; member < count(); member++) {
            if (isDown(member, time)) {
                causes |= causes(member);
            }
        }
        return causes;
    }
}
