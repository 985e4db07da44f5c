package io.fivenines.coordinator.uptime.probe;

import java.io.IOException;

/** A tracker that stays connected, as customers' do. Another thread may look up names, or close it to end a wait. */
public interface Tracker extends AutoCloseable {
    /**
     * Sends a record that was never sent before, and has it acknowledged; connects before if it is not connected.
     *
     * @throws IOException if it is not acknowledged; then it is not connected, and goes to the next address
     */
    void report() throws IOException;

    /** Asks the name servers where it belongs, for when it has to connect again. */
    void lookUp() throws IOException;

    @Override
    void close();
}
