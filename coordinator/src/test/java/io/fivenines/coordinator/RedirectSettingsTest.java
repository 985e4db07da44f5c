package io.fivenines.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.config.ConfigException;
import io.fivenines.coordinator.config.Settings;
import io.fivenines.coordinator.redirect.dns.DnsConfig;
import io.fivenines.coordinator.redirect.dns.RateConfig;
import io.fivenines.coordinator.redirect.dns.TcpConfig;
import io.fivenines.coordinator.redirect.exec.ExecConfig;
import io.fivenines.coordinator.redirect.haproxy.HaproxyConfig;
import io.fivenines.coordinator.redirect.haproxy.ServerConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedirectSettingsTest {
    private static final String ZONE = """
            dns:
              zones:
                - name: gw.example.com
                  nameServers:
                    - name: ns1.gw.example.com
                      addresses: [192.0.2.53]
            """;

    @TempDir
    Path folder;

    private Settings settings(String yaml) throws Exception {
        return Settings.file(Files.writeString(folder.resolve("c.yaml"), yaml), Map.of());
    }

    @Test
    void shouldWantNothingThatIsNotThere() throws Exception {
        Settings settings = settings("{}");
        assertThat(RedirectSettings.dns(settings.root())).isEmpty();
        assertThat(RedirectSettings.exec(settings.root())).isEmpty();
        assertThat(RedirectSettings.haproxies(settings.root())).isEmpty();
        settings.refuseUnknown();
    }

    @Test
    void shouldReadTheNameServerWithItsDefaults() throws Exception {
        Settings settings = settings(ZONE);
        DnsConfig config = RedirectSettings.dns(settings.root()).orElseThrow();
        settings.refuseUnknown();
        assertThat(config.hosts()).containsExactly("0.0.0.0");
        assertThat(config.port()).isEqualTo(5353);
        assertThat(config.ttl()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.rate()).isEqualTo(RateConfig.DEFAULT);
        assertThat(config.tcp()).isEqualTo(TcpConfig.DEFAULT);
        assertThat(config.zones()).hasSize(1);
        assertThat(config.zones().get(0).contact()).isEqualTo("hostmaster@gw.example.com");
        assertThat(config.zones().get(0).nameServers().get(0).addresses()).isEqualTo(List.of("192.0.2.53"));
    }

    @Test
    void shouldSayWhereAValueIsWrong() throws Exception {
        Settings settings = settings(ZONE + "  ttl: 1500ms\n");
        assertThatThrownBy(() -> RedirectSettings.dns(settings.root()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("dns.ttl 1500 ms");
        Settings nameless = settings("dns:\n  port: 53\n");
        assertThatThrownBy(() -> RedirectSettings.dns(nameless.root())).hasMessageContaining("dns.zones[0].name");
    }

    @Test
    void shouldReadTheCommandAndTheProxies() throws Exception {
        Settings settings = settings("""
                exec:
                  command: [/usr/local/bin/announce, --quiet]
                haproxy:
                  - socket: /run/haproxy/admin.sock
                    backends:
                      - name: gateways
                        servers:
                          - name: a
                            node: eu/a
                            weight: 100
                """);
        ExecConfig exec = RedirectSettings.exec(settings.root()).orElseThrow();
        List<HaproxyConfig> haproxies = RedirectSettings.haproxies(settings.root());
        settings.refuseUnknown();
        assertThat(exec.command()).containsExactly("/usr/local/bin/announce", "--quiet");
        assertThat(exec.timeLimit()).isEqualTo(Duration.ofSeconds(10));
        assertThat(haproxies).hasSize(1);
        assertThat(haproxies.get(0).timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(haproxies.get(0).backends().get(0).servers())
                .containsExactly(new ServerConfig("a", new NodeId("eu", "a"), 100));
    }
}
