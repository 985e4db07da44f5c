package io.fivenines.gateway.connection;

import io.fivenines.gateway.telemetry.Ident;
import io.fivenines.gateway.telemetry.Order;

/** Takes orders to one tracker as long as it is connected. */
public interface Courier {
    /**
     * Sends an order, once; any thread. Exactly one method of the receipt is called, on the connection's event loop or,
     * if that has ended, at once.
     *
     * @param addressee the tracker it is meant for: a connection may have become another's meanwhile
     */
    void deliver(Ident addressee, Order order, Receipt receipt);

    /** What the tracker speaks. */
    String protocol();
}
