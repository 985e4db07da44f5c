package io.fivenines.gateway.decode.protocol;

import io.fivenines.gateway.decode.Protocol;
import io.fivenines.gateway.decode.protocol.jt808.Jt808;
import java.util.List;

/** Every protocol, one line each, by name. */
public final class Protocols {
    public static final List<Protocol> ALL = List.of(Jt808.PROTOCOL);

    private Protocols() {}

    /** The protocol of that name, or null. */
    public static Protocol named(String name) {
        for (Protocol protocol : ALL) {
            if (protocol.name().equals(name)) {
                return protocol;
            }
        }
        return null;
    }
}
