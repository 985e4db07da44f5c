package io.fivenines.coordinator.simulation;

import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.plan.Planner;
import io.fivenines.coordinator.plan.Policy;
import io.fivenines.coordinator.plan.Proposal;

/** How the simulated processes behave; as it is, rightly. The planted bugs are doctrines of their own. */
class Doctrine {
    Planner planner() {
        return new Planner();
    }

    Policy policy(Policy right) {
        return right;
    }

    /** Whether a leader acts while its link to ZooKeeper is like that. */
    boolean acts(SimClient.Link link) {
        return link == SimClient.Link.CONNECTED;
    }

    /** Whether who has obeyed the one plan follows the other. */
    boolean follows(Plan obeyed, Plan read) {
        return read.isAfter(obeyed);
    }

    /** The version that ZooKeeper is to find where the proposal is written; -1 for any. */
    int expectedVersion(Proposal proposal) {
        return proposal.version();
    }
}
