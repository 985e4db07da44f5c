package io.fivenines.coordinator;

import io.fivenines.coordinator.config.Section;
import io.fivenines.coordinator.redirect.dns.DnsConfig;
import io.fivenines.coordinator.redirect.dns.NameServerConfig;
import io.fivenines.coordinator.redirect.dns.RateConfig;
import io.fivenines.coordinator.redirect.dns.TcpConfig;
import io.fivenines.coordinator.redirect.dns.ZoneConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads what the directors need; one whose section is not there is not wanted. */
final class RedirectSettings {
    private RedirectSettings() {}

    /** The section {@code dns}. */
    static Optional<DnsConfig> dns(Section redirect) {
        return redirect.optional("dns")
                .map(section -> section.checked(() -> new DnsConfig(
                        section.has("hosts") ? section.texts("hosts") : List.of("0.0.0.0"),
                        section.number("port", DnsConfig.PORT),
                        section.list("zones", 1).stream()
                                .map(RedirectSettings::zone)
                                .toList(),
                        section.duration("ttl", DnsConfig.TTL),
                        section.path("planFile", Path.of("data/dns-plan.json")),
                        rate(section.section("rate")),
                        tcp(section.section("tcp")))));
    }

    private static ZoneConfig zone(Section section) {
        String name = section.text("name", null);
        return section.checked(() -> new ZoneConfig(
                name,
                section.text("contact", "hostmaster@" + name),
                section.list("nameServers", 1).stream()
                        .map(RedirectSettings::nameServer)
                        .toList()));
    }

    private static NameServerConfig nameServer(Section section) {
        return section.checked(() -> new NameServerConfig(section.text("name", null), section.texts("addresses")));
    }

    private static RateConfig rate(Section section) {
        RateConfig standard = RateConfig.DEFAULT;
        return section.checked(() -> new RateConfig(
                section.number("perSecond", standard.perSecond()), section.number("slip", standard.slip())));
    }

    private static TcpConfig tcp(Section section) {
        TcpConfig standard = TcpConfig.DEFAULT;
        return section.checked(() -> new TcpConfig(
                section.number("connectionsMax", standard.connectionsMax()),
                section.number("perAddressMax", standard.perAddressMax()),
                section.duration("idleTimeout", standard.idleTimeout())));
    }
}
