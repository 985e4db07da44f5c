package io.fivenines.gateway.testing.house.connection;

import io.fivenines.gateway.testing.house.journal.HoldsAChannel;
import io.fivenines.gateway.testing.house.telemetry.KnowsMoreThanTheJdk;
import io.netty.channel.Channel;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;

/** Uses all a connection may, a clock and a seed that were handed to it included. */
public record RightlyBuilt(Channel channel, HoldsAChannel journal, KnowsMoreThanTheJdk telemetry, Clock clock) {
    long jitterMs(long seed) {
        return Instant.now(clock).toEpochMilli() + new Random(seed).nextInt(10);
    }
}
