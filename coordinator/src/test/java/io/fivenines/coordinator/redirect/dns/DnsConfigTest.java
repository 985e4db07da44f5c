package io.fivenines.coordinator.redirect.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DnsConfigTest {
    private static DnsConfig config(String host, int port, List<ZoneConfig> zones, Duration ttl) {
        return new DnsConfig(
                List.of(host), port, zones, ttl, Path.of("plan.json"), RateConfig.DEFAULT, TcpConfig.DEFAULT);
    }

    @Test
    void shouldNameWhatIsWrong() {
        List<ZoneConfig> zones = List.of(Servers.ZONE);
        assertThatThrownBy(() -> config("localhost", 53, zones, DnsConfig.TTL)).hasMessageContaining("'localhost'");
        assertThatThrownBy(() -> config("::", 65536, zones, DnsConfig.TTL)).hasMessageContaining("port 65536");
        assertThatThrownBy(() -> config("::", 53, List.of(), DnsConfig.TTL)).hasMessageContaining("0 zones");
        assertThatThrownBy(() -> config("::", 53, zones, Duration.ofMillis(500)))
                .hasMessageContaining("ttl 500 ms");
        assertThatThrownBy(() -> config("::", 53, List.of(Servers.ZONE, Servers.ZONE), DnsConfig.TTL))
                .hasMessageContaining("zone gw.example.com is there twice");
        assertThatThrownBy(() -> new ZoneConfig("example.com", "nobody", Servers.ZONE.nameServers()))
                .hasMessageContaining("contact 'nobody'");
        assertThatThrownBy(() -> new ZoneConfig("example.com", "a@b.c", List.of()))
                .hasMessageContaining("nameServers of zone example.com are 0");
        assertThatThrownBy(() -> new NameServerConfig("ns1.example.com", List.of("ns1")))
                .hasMessageContaining("address 'ns1'");
        assertThatThrownBy(() -> new RateConfig(-1, 0)).hasMessageContaining("perSecond -1");
        assertThatThrownBy(() -> new RateConfig(1, 11)).hasMessageContaining("slip 11");
        assertThatThrownBy(() -> new TcpConfig(0, 1, Duration.ofSeconds(1))).hasMessageContaining("connectionsMax 0");
        assertThatThrownBy(() -> new TcpConfig(1, 1, Duration.ZERO)).hasMessageContaining("idleTimeout 0 ms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a..b", ".a", "-a.b", "a-.b", "a b", "a\u00e9.b", "a.b..", "*.b"})
    void shouldRefuseWhatIsNoName(String text) {
        assertThatThrownBy(() -> DomainName.of(text)).hasMessageContaining("name '" + text + "'");
    }

    @Test
    void shouldReadNamesWithoutTheirCaseAndLastDot() {
        assertThat(DomainName.of("Eu.Gw.Example.COM.")).isEqualTo(DomainName.of("eu.gw.example.com"));
        assertThat(DomainName.of("Eu.Gw.Example.COM")).hasToString("eu.gw.example.com");
        assertThat(DomainName.of("x.gw.example.com").isWithin(DomainName.of("gw.example.com")))
                .isTrue();
        assertThat(DomainName.of("xgw.example.com").isWithin(DomainName.of("gw.example.com")))
                .isFalse();
        assertThat(DomainName.of("com").isWithin(DomainName.of("gw.example.com")))
                .isFalse();
        assertThatThrownBy(() -> DomainName.of("a".repeat(64))).hasMessageContaining("1 to 63");
        assertThatThrownBy(() -> DomainName.of("a.".repeat(127) + "b")).hasMessageContaining("name");
        assertThat(DomainName.of("a.".repeat(126) + "b").length()).isEqualTo(255);
    }
}
