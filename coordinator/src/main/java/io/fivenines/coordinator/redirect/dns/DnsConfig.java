package io.fivenines.coordinator.redirect.dns;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the name server answers and where.
 *
 * @param hosts addresses to listen on; with several on the machine, name them all instead of {@code 0.0.0.0}: an
 *     answer over UDP leaves with the address the system chooses
 * @param port of UDP and TCP, 0 for any free one
 * @param ttl for how long a resolver may remember where an endpoint is, or that a name is not there
 * @param planFile where the last plan is kept
 */
public record DnsConfig(
        List<String> hosts,
        int port,
        List<ZoneConfig> zones,
        Duration ttl,
        Path planFile,
        RateConfig rate,
        TcpConfig tcp) {
    public static final int PORT = 5353;
    public static final Duration TTL = Duration.ofSeconds(5);

    public DnsConfig {
        hosts = List.copyOf(hosts);
        zones = List.copyOf(zones);
        hosts.forEach(IpLiteral::of);
        if (hosts.isEmpty() || zones.isEmpty()) {
            throw new IllegalArgumentException(
                    "hosts " + hosts + " and " + zones.size() + " zones, expected at least one of each");
        }
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port " + port + ", expected 0 to 65535");
        }
        if (ttl.toMillis() % 1000 != 0 || ttl.toHours() > 24) {
            throw new IllegalArgumentException("ttl " + ttl.toMillis() + " ms, expected whole seconds up to a day");
        }
        Set<DomainName> names = new HashSet<>();
        for (ZoneConfig zone : zones) {
            if (!names.add(zone.apex())) {
                throw new IllegalArgumentException("zone " + zone.name() + " is there twice, expected it once");
            }
        }
    }
}
