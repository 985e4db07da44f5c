package io.fivenines.coordinator.simulation;

import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.elect.Leadership;
import io.fivenines.coordinator.plan.Navigator;
import io.fivenines.coordinator.plan.Planner;
import io.fivenines.coordinator.plan.Policy;
import io.fivenines.coordinator.plan.Proposal;
import java.util.Optional;

/** How the simulated processes behave; as it is, rightly. The planted bugs are doctrines of their own. */
class Doctrine {
    Planner planner() {
        return new Planner();
    }

    Policy policy(Policy right) {
        return right;
    }

    /**
     * Under which leadership a coordinator acts.
     *
     * @param now the one it has; null for none
     * @param last the one it had when it last had any; null for none
     */
    Leadership leadership(Leadership now, Leadership last) {
        return now;
    }

    /** What is to be written next under that epoch. */
    Optional<Proposal> proposal(Navigator navigator, long epoch, long nowMs) {
        return navigator.propose(epoch, nowMs, nowMs);
    }

    /** Whether a coordinator says that it is in contact with ZooKeeper, which has answered just now or has not. */
    boolean hasContact(boolean answered) {
        return answered;
    }

    /** Whether who has obeyed the one plan follows the other. */
    boolean follows(Plan obeyed, Plan read) {
        return read.isAfter(obeyed);
    }

    /** The node of the election that ZooKeeper is to find as a plan is written by who made it; null for any. */
    String guard(String own) {
        return own;
    }

    /** The version that ZooKeeper is to find where the proposal is written; -1 for any. */
    int expectedVersion(Proposal proposal) {
        return proposal.version();
    }
}
