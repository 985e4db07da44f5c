package io.fivenines.coordinator.uptime.probe;

import java.io.IOException;

/** Who has to do with the gateways all day, as a tracker or a program. Another thread may close it to end a wait. */
public interface Client extends AutoCloseable {
    /**
     * Sends what was never sent before, and has it acknowledged; connects before if it is not connected.
     *
     * @throws IOException if it is not acknowledged; then it is not connected
     */
    void exchange() throws IOException;

    boolean isConnected();

    /** Waits; false as soon as the other side ends the connection. May be shorter if that has something to say. */
    boolean lasts(int ms);

    @Override
    void close();
}
