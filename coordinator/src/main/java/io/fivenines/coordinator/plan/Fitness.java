package io.fivenines.coordinator.plan;

/** What may be done with a node's addresses. */
enum Fitness {
    /** May get more. */
    FIT,
    /** Keeps what it has and gets nothing new. */
    DOUBTFUL,
    /** Alive, but cannot serve: loses what it has if another can take it. */
    UNFIT,
    /** An operator wants it empty. */
    DRAINED,
    /** Does not serve anybody. */
    DEAD
}
