package io.fivenines.gateway.stream;

import java.util.List;

/** Where one stream goes. Connects when there is something to deliver. For one thread at a time. */
public interface Sink extends AutoCloseable {
    /**
     * Delivers the messages in their order, and returns when the receiving side has confirmed every one.
     *
     * @throws SinkException if it has not; the caller delivers the rest again
     * @throws InterruptedException if there is no more time to wait for it
     */
    void deliver(List<Message> messages) throws SinkException, InterruptedException;

    /** Lets go of the connection, soon. */
    @Override
    void close();
}
