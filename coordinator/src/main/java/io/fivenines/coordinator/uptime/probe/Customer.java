package io.fivenines.coordinator.uptime.probe;

/** Does once what customers do all day. */
public interface Customer {
    /** Ends within the limit of a round. */
    Outcome visit(Target target);
}
