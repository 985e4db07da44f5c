package io.fivenines.gateway.connection;

/** What answer an order that was sent will have. */
public enum Confirmation {
    /** One with the order's number: others may be sent meanwhile. */
    NUMBERED,
    /** The next one: no other should be sent before it came. */
    IN_TURN,
    /** None: such a thing is carried out without a word. */
    NEVER,
    /** Nobody knows: the bytes were somebody's own. */
    UNKNOWN
}
