package io.fivenines.gateway.command;

import io.fivenines.gateway.telemetry.Ident;
import io.fivenines.gateway.telemetry.Order;

/**
 * A command to one tracker, from its queueing until long after its end.
 *
 * @param id unlike any other's, in the order of queueing
 * @param expiresAtMs it is not sent from then on, milliseconds since 1970 UTC
 */
public record Errand(
        String id,
        Ident ident,
        Order order,
        IfGatewayDies ifGatewayDies,
        long queuedAtMs,
        long expiresAtMs,
        Progress progress) {
    Errand with(Progress next) {
        return new Errand(id, ident, order, ifGatewayDies, queuedAtMs, expiresAtMs, next);
    }

    Errand numbered(int number) {
        Order anew = new Order(order.command(), number, order.password(), order.dialect());
        return new Errand(id, ident, anew, ifGatewayDies, queuedAtMs, expiresAtMs, progress);
    }

    public State state() {
        return progress.state();
    }

    boolean isExpired(long nowMs) {
        return nowMs >= expiresAtMs;
    }
}
