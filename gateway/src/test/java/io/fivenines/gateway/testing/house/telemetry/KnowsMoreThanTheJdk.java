package io.fivenines.gateway.testing.house.telemetry;

import io.netty.buffer.ByteBuf;

public final class KnowsMoreThanTheJdk {
    ByteBuf forbidden;
    int[] allowed;
    String[][] allowedToo;
}
