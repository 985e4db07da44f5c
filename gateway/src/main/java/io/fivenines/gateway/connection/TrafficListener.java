package io.fivenines.gateway.connection;

/** Watches the raw traffic of one tracker. Called on the connection's event loop: must be short; may keep the array. */
public interface TrafficListener {
    void received(byte[] frame);

    void sent(byte[] reply);
}
