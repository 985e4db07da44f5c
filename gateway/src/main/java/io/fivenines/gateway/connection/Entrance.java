package io.fivenines.gateway.connection;

import io.fivenines.gateway.decode.Protocol;
import io.fivenines.gateway.telemetry.Origin;
import io.fivenines.gateway.vitals.ProtocolVitals;
import java.util.Map;

/**
 * What all connections through one listener share.
 *
 * @param name the listener's name
 * @param proxied a proxy in front says who the peer is, by a user event that carries the address
 * @param secrets one of which every login through it must carry; null where none is asked for
 * @param kinds what a connection may turn out to be where the listener serves more than one protocol, by its name
 */
public record Entrance(
        String name,
        Protocol protocol,
        boolean proxied,
        Guests guests,
        Origin origin,
        ProtocolVitals vitals,
        Secrets secrets,
        Map<String, Entrance> kinds) {
    public Entrance {
        kinds = Map.copyOf(kinds);
    }

    /** For one protocol only. */
    public Entrance(
            String name, Protocol protocol, boolean proxied, Guests guests, Origin origin, ProtocolVitals vitals) {
        this(name, protocol, proxied, guests, origin, vitals, null, Map.of());
    }

    /** What a connection through this one is once its protocol is known. */
    Entrance of(Protocol kind) {
        return kinds.get(kind.name());
    }
}
