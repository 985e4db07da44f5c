package io.fivenines.gateway.command;

import io.fivenines.gateway.telemetry.Command;
import io.fivenines.gateway.telemetry.Order;
import java.util.Optional;

/**
 * A command as somebody asks for it.
 *
 * @param lifeMs how long it may wait to be sent
 * @param ifGatewayDies empty for what is usual where the queue is, see {@link CommandQueue#ifGatewayDies}
 * @param awaited the asker waits for the result as long, and no longer; else only until it is queued and, where its
 *     tracker is connected, sent
 */
public record Submission(
        Command command,
        String password,
        String dialect,
        Optional<IfGatewayDies> ifGatewayDies,
        long lifeMs,
        boolean awaited) {
    public static final long WAIT_MS_MIN = 5_000;
    public static final long WAIT_MS = 15_000;
    public static final long WAIT_MS_MAX = 60_000;
    public static final long TTL_MS_MIN = 60_000;
    public static final long TTL_MS_MAX = 30L * 24 * 3600 * 1000;

    public Submission {
        Order.checkWords(password, dialect);
        String name = awaited ? "wait" : "ttl";
        long min = awaited ? WAIT_MS_MIN : TTL_MS_MIN;
        long max = awaited ? WAIT_MS_MAX : TTL_MS_MAX;
        if (lifeMs < min || lifeMs > max) {
            throw new IllegalArgumentException(
                    name + " is " + lifeMs / 1000 + "s, expected " + min / 1000 + "s to " + max / 1000 + "s");
        }
    }
}
