package io.fivenines.coordinator.uptime.notify;

import java.io.IOException;

/** A way to people. */
public interface Channel {
    String name();

    /**
     * Hands a message over.
     *
     * @throws IOException if it was not taken, in words for an operator
     */
    void send(Message message) throws IOException;
}
