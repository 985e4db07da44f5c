package io.fivenines.gateway.testing.house.decode.protocol;

import io.fivenines.gateway.testing.house.decode.protocol.gamma.Gamma;
import java.nio.ByteBuffer;

record Alpha(Beta another, Gamma inAPackage, ByteBuffer buffer, Own own) {
    record Own(int allowed) {}
}
