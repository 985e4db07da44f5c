package io.fivenines.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fivenines.coordinator.config.ConfigException;
import io.fivenines.coordinator.config.Settings;
import io.fivenines.coordinator.redirect.vip.FrontConfig;
import io.fivenines.coordinator.redirect.vip.InterfaceConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentSettingsTest {
    private static final String LEAST = "interface: eth0\naddresses: [192.0.2.7]\ncluster: {connect: 'zk:2181'}\n";

    @TempDir
    private Path folder;

    private AgentSettings read(String yaml) throws IOException {
        return AgentSettings.from(
                Settings.file(Files.writeString(folder.resolve("agent.yaml"), yaml), Map.of()), "host-1");
    }

    @Test
    void shouldNeedLittle() throws IOException {
        AgentSettings settings = read(LEAST);
        assertThat(settings.agent().id()).hasToString("dc1/host-1");
        assertThat(settings.agent().lease().length()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.director())
                .isEqualTo(new Director.OnInterface(
                        new InterfaceConfig("eth0", Duration.ofSeconds(15), Duration.ofSeconds(10))));
        assertThat(settings.announced()).isEqualTo("host-1:7947");
    }

    @Test
    void shouldReadTheLoopbackDirector() throws IOException {
        AgentSettings settings = read(
                "director: loopback\nprocessFile: gw.pid\naddresses: [127.9.9.9]\ncluster: {connect: 'zk:2181'}\n");
        assertThat(settings.director()).isEqualTo(new Director.OnLoopback(Path.of("gw.pid"), 0));
        assertThatThrownBy(() -> read("""
                        director: loopback
                        processFile: gw.pid
                        gatewayPort: 70000
                        addresses: [127.9.9.9]
                        cluster: {connect: 'zk:2181'}
                        """)).isInstanceOf(ConfigException.class).hasMessageContaining("70000");
    }

    @Test
    void shouldSpeakForAFront() throws IOException {
        assertThat(read(LEAST).front()).isEmpty();
        FrontConfig front = read(LEAST + "front: {ready: 'http://127.0.0.1:8404/readyz'}\n")
                .front()
                .orElseThrow();
        assertThat(front.ready()).hasToString("http://127.0.0.1:8404/readyz");
        assertThat(front.every()).isEqualTo(Duration.ofMillis(100));
        assertThat(front.announced()).isEqualTo("host-1:7946");
        assertThatThrownBy(() -> read(LEAST + "front: {ready: '/readyz'}\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("front.ready '/readyz', expected http://");
        assertThatThrownBy(() -> read(LEAST + "front: {ready: 'http://127.0.0.1/', every: 1ms}\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("every 1 ms, expected 20 to 10000");
    }

    @Test
    void shouldSayWhatIsWrong() {
        assertThatThrownBy(() -> read(LEAST + "leese: 1s\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("did you mean lease?");
        assertThatThrownBy(() -> read(LEAST + "lease: 1ms\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("expected 300 to 60000");
        assertThatThrownBy(() -> read(LEAST + "linger: 11m\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("linger 660000 ms, expected 0 to 600000");
        assertThatThrownBy(() -> read("addresses: [gw]\ninterface: eth0\ncluster: {connect: 'zk:2181'}\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("'gw'");
        assertThatThrownBy(() -> read("addresses: [192.0.2.7]\ncluster: {connect: 'zk:2181'}\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("interface");
    }
}
