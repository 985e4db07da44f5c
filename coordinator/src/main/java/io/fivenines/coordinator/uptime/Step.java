package io.fivenines.coordinator.uptime;

/** What a customer's round consists of, in this order. */
public enum Step {
    /** The prober's own network: without it a round says nothing about anybody. */
    NETWORK,
    /** The endpoint's name at each of its name servers. */
    NAMES,
    /** The API answers and calls itself ready. */
    API,
    /** A tracker connects, identifies itself, and is acknowledged what it sends. */
    TRACKER,
    /** Those very records come back out of the API and out of a stream. */
    READBACK,
    /** A command reaches the open connection, its reply becomes its result, and it leaves the queue. */
    COMMAND,
    /** The status page and the plan are fresh. */
    FRESH
}
