package io.fivenines.gateway.testing.house.journal;

import io.fivenines.gateway.testing.house.Gateway;
import io.netty.channel.Channel;
import java.util.function.LongSupplier;

public record HoldsAChannel(Channel channel) {
    static LongSupplier knowsTheRoot() {
        return Gateway.CLOCK;
    }
}
