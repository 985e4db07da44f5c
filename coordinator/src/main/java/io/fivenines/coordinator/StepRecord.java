package io.fivenines.coordinator;

import io.fivenines.coordinator.plan.Step;

/**
 * A step as it is kept, at {@code steps/NUMBER-INDEX}.
 *
 * @param epoch of the leader that took it
 * @param plan the number of the plan it led to
 * @param index among the steps that led there
 * @param kind such as MoveAddress
 * @param atMs the leader's clock
 */
record StepRecord(long epoch, long plan, int index, String kind, String subject, String reason, long atMs) {
    static StepRecord of(Step step, long epoch, long plan, int index, long atMs) {
        return new StepRecord(epoch, plan, index, step.getClass().getSimpleName(), step.subject(), step.reason(), atMs);
    }

    /** Its name among the others; sorts by age. */
    String name() {
        return String.format("%016d-%04d", plan, index);
    }
}
