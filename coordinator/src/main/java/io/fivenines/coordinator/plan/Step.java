package io.fivenines.coordinator.plan;

import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.Ownership;
import io.fivenines.coordinator.cluster.Target;

/** One thing the planner decided, with its reason in words for an operator. */
public sealed interface Step {
    /** The address, endpoint or {@code *} it is about. */
    String subject();

    String reason();

    /** Whether the plan says something else afterwards. */
    default boolean changesPlan() {
        return true;
    }

    /** Makes the revision say so. */
    void applyTo(Revision revision);

    /**
     * An address gets another owner, or its first.
     *
     * @param from null if nobody had it
     * @param next what the plan says then
     */
    record MoveAddress(String address, NodeId from, Ownership next, String reason) implements Step {
        @Override
        public String subject() {
            return address;
        }

        @Override
        public void applyTo(Revision revision) {
            revision.own(address, next);
        }
    }

    /** An address has no owner for now; whoever had it lets go. */
    record WithdrawAddress(String address, Ownership next, String reason) implements Step {
        @Override
        public String subject() {
            return address;
        }

        @Override
        public void applyTo(Revision revision) {
            revision.own(address, next);
        }
    }

    /** The owner has its address and the one before has let go: nobody needs to wait for that one any more. */
    record SettleAddress(String address, NodeId owner, String reason) implements Step {
        @Override
        public String subject() {
            return address;
        }

        @Override
        public void applyTo(Revision revision) {
            revision.own(address, new Ownership(owner, null, 0));
        }
    }

    /** An address that is not configured any more and that nobody has is not spoken of any more. */
    record ForgetAddress(String address, String reason) implements Step {
        @Override
        public String subject() {
            return address;
        }

        @Override
        public void applyTo(Revision revision) {
            revision.disown(address);
        }
    }

    /**
     * An endpoint points to another datacenter, or to its first.
     *
     * @param from null if it pointed nowhere
     */
    record PointEndpoint(String endpoint, String from, Target to, String reason) implements Step {
        @Override
        public String subject() {
            return endpoint;
        }

        @Override
        public void applyTo(Revision revision) {
            revision.point(endpoint, to);
        }
    }

    /** An endpoint stays in its datacenter, whose addresses have become others. */
    record ListAddresses(String endpoint, Target to, String reason) implements Step {
        @Override
        public String subject() {
            return endpoint;
        }

        @Override
        public void applyTo(Revision revision) {
            revision.point(endpoint, to);
        }
    }

    /** An endpoint that is not configured any more is not answered any more. */
    record ForgetEndpoint(String endpoint, String reason) implements Step {
        @Override
        public String subject() {
            return endpoint;
        }

        @Override
        public void applyTo(Revision revision) {
            revision.forget(endpoint);
        }
    }

    /** Something would be done, but a guard says no. */
    record Hold(String subject, String reason) implements Step {
        @Override
        public boolean changesPlan() {
            return false;
        }

        @Override
        public void applyTo(Revision revision) {
            // A hold leaves everything as it is.
        }
    }
}
