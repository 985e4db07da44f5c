package io.fivenines.coordinator.redirect.dns;

import java.util.List;

/**
 * One of a zone's name servers.
 *
 * @param name of its host
 * @param addresses of it, answered if the name is in the zone; there the parent zone needs the same ones as glue
 */
public record NameServerConfig(String name, List<String> addresses) {
    public NameServerConfig {
        DomainName.of(name);
        addresses = List.copyOf(addresses);
        addresses.forEach(IpLiteral::of);
    }
}
