package io.fivenines.gateway.api;

import java.io.IOException;
import java.util.List;

/** Whom operators keep out. Any thread. */
public interface Blocks {
    /** Those in force. */
    List<Blocked> all();

    /**
     * Keeps somebody out, and puts out who is in; durable when it returns.
     *
     * @return as it is in force, with its id
     * @throws IllegalArgumentException naming what is wrong and what was expected
     * @throws IllegalStateException if there are too many
     * @throws IOException if it cannot be recorded
     */
    Blocked add(Blocked wanted) throws IOException;

    /**
     * Lets somebody in again.
     *
     * @return false if there is no such block
     * @throws IOException if that cannot be recorded
     */
    boolean remove(String id) throws IOException;
}
