package io.fivenines.gateway.connection;

import io.fivenines.gateway.decode.Protocol;
import io.fivenines.gateway.telemetry.Origin;
import io.fivenines.gateway.vitals.ProtocolVitals;

/**
 * What all connections through one listener share.
 *
 * @param name the listener's name
 * @param proxied a proxy in front says who the peer is, by a user event that carries the address
 */
public record Entrance(
        String name, Protocol protocol, boolean proxied, Guests guests, Origin origin, ProtocolVitals vitals) {}
