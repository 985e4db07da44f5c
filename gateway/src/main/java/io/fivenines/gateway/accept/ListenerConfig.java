package io.fivenines.gateway.accept;

import java.util.List;

/**
 * One port for trackers.
 *
 * @param name shown as {@code channel} on every message
 * @param protocol a name from {@code Protocols.OFFERED}
 * @param host address to listen on, {@code 0.0.0.0} for all
 * @param port 0 for one the system chooses
 * @param trustedProxies networks (CIDR) whose connections begin with a PROXY protocol header, v1 or v2; everybody else
 *     is then refused. Empty: trackers come directly
 * @param tls null for plain TCP
 * @param secret that every login must carry; null for none
 * @param acceptRate new connections a second, 0 for as fast as they come
 */
public record ListenerConfig(
        String name,
        String protocol,
        String host,
        int port,
        List<String> trustedProxies,
        TlsConfig tls,
        SecretConfig secret,
        int acceptRate) {
    public ListenerConfig {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " of listener " + name + ", expected 0 to 65535");
        }
        if (acceptRate < 0) {
            throw new IllegalArgumentException(
                    "acceptRate " + acceptRate + " of listener " + name + ", expected 0 (no limit) or more");
        }
        trustedProxies = List.copyOf(trustedProxies);
        trustedProxies.forEach(Networks::parse);
    }

    /** A plain listener with the protocol's name. */
    public static ListenerConfig plain(String protocol, String host, int port) {
        return new ListenerConfig(protocol, protocol, host, port, List.of(), null, null, 0);
    }

    /** The same at another address. */
    public ListenerConfig at(String otherHost, int otherPort) {
        return new ListenerConfig(name, protocol, otherHost, otherPort, trustedProxies, tls, secret, acceptRate);
    }

    /** Whether a proxy stands in front. */
    public boolean proxied() {
        return !trustedProxies.isEmpty();
    }
}
