package io.fivenines.coordinator.plan;

import io.fivenines.coordinator.cluster.Plan;
import java.util.List;

/**
 * A plan to be written, if the one it is based on is still the newest.
 *
 * @param version of the plan it is based on, as ZooKeeper counts
 * @param steps that lead to it, in order
 */
public record Proposal(Plan plan, int version, List<Step> steps) {
    public Proposal {
        steps = List.copyOf(steps);
    }
}
