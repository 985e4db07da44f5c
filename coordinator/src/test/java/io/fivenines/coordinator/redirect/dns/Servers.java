package io.fivenines.coordinator.redirect.dns;

import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Name servers for tests, on loopback ports the system chooses. */
final class Servers {
    static final ZoneConfig ZONE = new ZoneConfig(
            "gw.example.com",
            "hostmaster@example.com",
            List.of(
                    new NameServerConfig("ns1.gw.example.com", List.of("127.0.0.1", "2001:db8::53")),
                    new NameServerConfig("ns.elsewhere.example", List.of())));

    private Servers() {}

    static DnsConfig config(Path planFile, Duration ttl, RateConfig rate, TcpConfig tcp) {
        return new DnsConfig(List.of("127.0.0.1"), 0, List.of(ZONE), ttl, planFile, rate, tcp);
    }

    static DnsConfig config(Path planFile) {
        return config(planFile, DnsConfig.TTL, new RateConfig(0, 0), TcpConfig.DEFAULT);
    }

    static DnsServer open(DnsConfig config, CollectorRegistry registry) throws IOException {
        return DnsServer.open(config, registry, System::nanoTime, 5);
    }
}
