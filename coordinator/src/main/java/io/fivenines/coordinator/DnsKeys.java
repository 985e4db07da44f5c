package io.fivenines.coordinator;

import io.fivenines.coordinator.config.Section;
import io.fivenines.coordinator.redirect.dns.DnsConfig;
import io.fivenines.coordinator.redirect.dns.NameServerConfig;
import io.fivenines.coordinator.redirect.dns.RateConfig;
import io.fivenines.coordinator.redirect.dns.TcpConfig;
import io.fivenines.coordinator.redirect.dns.ZoneConfig;
import java.nio.file.Path;
import java.util.List;

/** The keys of the name server. */
final class DnsKeys {
    private DnsKeys() {}

    static DnsConfig read(Section section) {
        List<String> hosts = section.texts("hosts");
        RateConfig rate = RateConfig.DEFAULT;
        TcpConfig tcp = TcpConfig.DEFAULT;
        return section.checked(() -> new DnsConfig(
                hosts.isEmpty() ? List.of("127.0.0.1") : hosts,
                section.number("port", DnsConfig.PORT),
                section.list("zones", 0).stream().map(DnsKeys::zone).toList(),
                section.duration("ttl", DnsConfig.TTL),
                section.path("planFile", Path.of("fivenines-plan.json")),
                new RateConfig(
                        section.number("answersPerSecond", rate.perSecond()), section.number("slip", rate.slip())),
                new TcpConfig(
                        section.number("tcpMax", tcp.connectionsMax()),
                        section.number("tcpMaxPerAddress", tcp.perAddressMax()),
                        section.duration("tcpIdleTimeout", tcp.idleTimeout()))));
    }

    private static ZoneConfig zone(Section section) {
        return section.checked(() -> new ZoneConfig(
                section.text("name", null),
                section.text("contact", null),
                section.list("nameServers", 0).stream()
                        .map(server -> server.checked(
                                () -> new NameServerConfig(server.text("name", null), server.texts("addresses"))))
                        .toList()));
    }
}
