package io.fivenines.gateway.connection;

import io.fivenines.gateway.decode.Protocol;
import io.fivenines.gateway.telemetry.Origin;
import io.fivenines.gateway.vitals.ProtocolVitals;

/**
 * What all connections through one listener share.
 *
 * @param name the listener's name
 */
public record Entrance(String name, Protocol protocol, Origin origin, ProtocolVitals vitals) {}
