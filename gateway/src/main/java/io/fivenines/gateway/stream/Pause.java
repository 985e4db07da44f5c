package io.fivenines.gateway.stream;

/**
 * How long a stream has nothing to do.
 *
 * @param wakeable whether something new in the journal ends it
 */
record Pause(long ms, boolean wakeable) {
    static final Pause NONE = new Pause(0, false);
}
