package io.fivenines.coordinator.redirect.vip;

import io.fivenines.coordinator.cluster.AgentRecord;
import io.fivenines.coordinator.cluster.Beat;
import io.fivenines.coordinator.cluster.Plan;

/** Which plan something speaks of. */
record Edition(long epoch, long number) {
    static Edition of(Plan plan) {
        return new Edition(plan.epoch(), plan.number());
    }

    static Edition of(Beat beat) {
        return new Edition(beat.epoch(), beat.plan());
    }

    static Edition of(AgentRecord record) {
        return new Edition(record.epoch(), record.plan());
    }

    boolean isAfter(Edition other) {
        return epoch > other.epoch || epoch == other.epoch && number > other.number;
    }

    @Override
    public String toString() {
        return number + " of epoch " + epoch;
    }
}
