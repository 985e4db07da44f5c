package io.fivenines.coordinator.redirect.vip;

import io.fivenines.coordinator.cluster.NodeState;

/**
 * What the answers of a front say of it. One miss says nothing: a program that is replaced by its successor may miss
 * one question.
 *
 * <pre>
 * STARTING  ready                 -> SERVING
 * SERVING   two misses in a row   -> FULL: its addresses go to another front, if one serves
 * FULL      ready                 -> SERVING
 * </pre>
 */
final class FrontSight {
    private static final int MISSES = 2;

    private NodeState state = NodeState.STARTING;
    private int missed;

    /** One question is over. */
    void onAnswer(boolean ready) {
        missed = ready ? 0 : missed + 1;
        if (ready) {
            state = NodeState.SERVING;
        } else if (missed >= MISSES && state == NodeState.SERVING) {
            state = NodeState.FULL;
        }
    }

    NodeState state() {
        return state;
    }
}
