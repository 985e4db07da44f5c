package io.fivenines.gateway.command;

import java.io.IOException;
import java.util.Collection;

/**
 * Where commands are kept, so that a restart neither loses one nor sends one twice without saying so. One thread calls.
 * Recording a command as {@link State#SENDING} is the claim to send it; where several nodes share a queue, that is
 * where they contend.
 */
public interface CommandQueue extends AutoCloseable {
    /** All that are kept, in the order of queueing. Read once, before anything is staged. */
    Collection<Errand> kept();

    /** Puts a command, or what became of it, into the next {@link #commit}; the last one staged of an id counts. */
    void stage(Errand errand);

    /** Forgets one: as if it had never been staged if it is not committed yet, else some time. */
    void drop(String id);

    /**
     * Makes all that is staged durable.
     *
     * @throws IOException if it may not be: it stays staged, to be tried again
     */
    void commit() throws IOException;

    @Override
    void close() throws IOException;
}
