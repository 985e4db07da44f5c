package io.fivenines.coordinator;

import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.config.Section;
import io.fivenines.coordinator.redirect.dns.DnsConfig;
import io.fivenines.coordinator.redirect.dns.NameServerConfig;
import io.fivenines.coordinator.redirect.dns.RateConfig;
import io.fivenines.coordinator.redirect.dns.TcpConfig;
import io.fivenines.coordinator.redirect.dns.ZoneConfig;
import io.fivenines.coordinator.redirect.exec.ExecConfig;
import io.fivenines.coordinator.redirect.haproxy.BackendConfig;
import io.fivenines.coordinator.redirect.haproxy.HaproxyConfig;
import io.fivenines.coordinator.redirect.haproxy.ServerConfig;
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

    /** The section {@code exec}. */
    static Optional<ExecConfig> exec(Section redirect) {
        return redirect.optional("exec")
                .map(section -> section.checked(() -> new ExecConfig(
                        section.texts("command"),
                        section.duration("timeLimit", ExecConfig.TIME_LIMIT),
                        section.path("planFile", Path.of("data/exec-plan.json")))));
    }

    /** Each item of the list {@code haproxy}. */
    static List<HaproxyConfig> haproxies(Section redirect) {
        return redirect.list("haproxy", 0).stream()
                .map(section -> section.checked(() -> new HaproxyConfig(
                        section.text("socket", null),
                        section.duration("timeout", HaproxyConfig.TIMEOUT),
                        section.list("backends", 0).stream()
                                .map(RedirectSettings::backend)
                                .toList())))
                .toList();
    }

    private static BackendConfig backend(Section section) {
        return section.checked(() -> new BackendConfig(
                section.text("name", null),
                section.text("endpoint", ""),
                section.list("servers", 0).stream()
                        .map(RedirectSettings::server)
                        .toList()));
    }

    private static ServerConfig server(Section section) {
        return section.checked(() -> new ServerConfig(
                section.text("name", null), NodeId.of(section.text("node", null)), section.number("weight", 0)));
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
