package io.fivenines.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fivenines.coordinator.cluster.ClusterConfig;
import io.fivenines.coordinator.cluster.PulseTimes;
import io.fivenines.coordinator.cluster.SealConfig;
import io.fivenines.coordinator.config.ConfigException;
import io.fivenines.coordinator.config.Settings;
import io.fivenines.coordinator.health.ObserverConfig;
import io.fivenines.coordinator.health.Thresholds;
import io.fivenines.coordinator.logging.LogConfig;
import io.fivenines.coordinator.plan.FailBack;
import io.fivenines.coordinator.plan.Layout;
import io.fivenines.coordinator.plan.Policy;
import io.fivenines.coordinator.web.Scope;
import io.fivenines.coordinator.web.Token;
import io.fivenines.coordinator.web.WebConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoordinatorConfigTest {
    private static final String LEAST = "cluster: {connect: 'zk:2181'}\n";
    private static final String EVERY = """
            id: c2
            place: ru
            observers: 3
            places: 2
            stale: 3s
            advertise: 192.0.2.20
            trackerPort: 5027
            cluster: {connect: 'zk:2181', name: blue, sessionTimeout: 4s, auth: 'fn:secret',
                      heartbeatSecret: 'nobody can guess it', heartbeatCheck: false}
            datacenters:
              - {name: eu, addresses: [192.0.2.50, 192.0.2.51]}
              - {name: ru, addresses: [198.51.100.50], agents: no}
            endpoints:
              - {name: eu.gw.example.com, order: [eu, ru]}
            observer:
              turn: 20ms
              publish: 400ms
              lapse: 200ms
              try: 300ms
              tryTimeout: 600ms
              redTries: 4
              greenTries: 5
              nodesMax: 50
              yellowFloor: 200ms
              yellowCeiling: 900ms
              yellowPhi: 2
              redFloor: 1100ms
              redCeiling: 1900ms
              redPhi: 9
              steady: 2s
              window: 90
            policy:
              addressHoldDown: 11s
              endpointHoldDown: 31s
              lease: 900ms
              fence: 1300ms
              take: 4s
              gather: 3s
              failBack: paced
              failBackSteady: 4m
              failBackPace: 2m
            console:
              host: 0.0.0.0
              port: 8099
              tokens:
                - {name: ops, hash: 'sha256:HASH', scopes: [read, operate]}
            redirect:
              exec: {command: [/bin/true]}
            log: {format: json, level: debug}
            """.replace("HASH", "0123456789abcdef".repeat(4));

    @TempDir
    private Path folder;

    private CoordinatorConfig read(String yaml) throws IOException {
        return CoordinatorConfig.from(
                Settings.file(Files.writeString(folder.resolve("coordinator.yaml"), yaml), Map.of()), "host-1");
    }

    private void refused(String yaml, String... words) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(ConfigException.class)
                .satisfies(e -> assertThat(e.getMessage()).contains(words));
    }

    @Test
    void shouldNeedLittle() throws IOException {
        CoordinatorConfig config = read(LEAST);
        assertThat(config.seat()).isEqualTo(new SeatConfig("host-1", "dc1", 1, 1, 2_000, "host-1", 5000));
        assertThat(config.cluster()).isEqualTo(new ClusterConfig("zk:2181", "main", Duration.ofSeconds(2), ""));
        assertThat(config.layout()).isEqualTo(new Layout(Map.of(), Map.of()));
        assertThat(config.observer()).isEqualTo(ObserverConfig.DEFAULT);
        assertThat(config.policy()).isEqualTo(Policy.DEFAULT);
        assertThat(config.console()).isEqualTo(new WebConfig("127.0.0.1", 8090, List.of()));
        assertThat(config.redirect().dns()).isEmpty();
        assertThat(config.redirect().exec()).isEmpty();
        assertThat(config.redirect().haproxies()).isEmpty();
        assertThat(config.log()).isEqualTo(LogConfig.DEFAULT);
    }

    @Test
    void shouldReadEveryKey() throws IOException {
        CoordinatorConfig config = read(EVERY);
        assertThat(config.seat()).isEqualTo(new SeatConfig("c2", "ru", 3, 2, 3_000, "192.0.2.20", 5027));
        assertThat(config.cluster())
                .isEqualTo(new ClusterConfig(
                        "zk:2181",
                        "blue",
                        Duration.ofSeconds(4),
                        "fn:secret",
                        null,
                        new SealConfig("nobody can guess it", false)));
        assertThat(config.layout())
                .isEqualTo(new Layout(
                        Map.of(
                                "eu", new Layout.Site(List.of("192.0.2.50", "192.0.2.51"), true),
                                "ru", new Layout.Site(List.of("198.51.100.50"), false)),
                        Map.of("eu.gw.example.com", List.of("eu", "ru"))));
        Thresholds thresholds = new Thresholds(200, 900, 2, 1_100, 1_900, 9, 2_000, 90);
        assertThat(config.observer())
                .isEqualTo(new ObserverConfig(20, 400, 200, 300, 600, 4, 5, 50, PulseTimes.DEFAULT, thresholds));
        assertThat(config.policy())
                .isEqualTo(new Policy(11_000, 31_000, 900, 1_300, 4_000, 3_000, FailBack.PACED, 240_000, 120_000));
        Token ops = new Token("ops", "sha256:" + "0123456789abcdef".repeat(4), Set.of(Scope.READ, Scope.OPERATE));
        assertThat(config.console()).isEqualTo(new WebConfig("0.0.0.0", 8099, List.of(ops)));
        assertThat(config.redirect().exec()).isPresent();
        assertThat(config.log().format()).hasToString("JSON");
    }

    @Test
    void shouldSayWhatIsWrong() {
        refused("id: c1\n", "cluster.connect");
        refused(LEAST + "policy: {failBak: paced}\n", "policy.failBak", "did you mean failBack?");
        refused(LEAST + "id: 'c 1'\n", "id 'c 1'", "letters");
        refused(LEAST + "trackerPort: 0\n", "trackerPort 0", "1 to 65535");
        refused(LEAST + "policy: {lease: 2s}\n", "fenceMs 1200 ms", "at least 2000 ms");
        refused(LEAST + "policy: {take: 25d}\n", "take", "24d");
        refused(LEAST + "policy: {failBack: auto}\n", "auto", "manual");
        refused(LEAST + "observer: {redTries: 0}\n", "red after 0");
        refused(LEAST + "console: {host: 0.0.0.0}\n", "no tokens");
        refused(LEAST + "datacenters: [{name: eu, addresses: []}, {name: eu, addresses: []}]\n", "eu", "once");
        refused(LEAST + "endpoints: [{name: a.gw, order: [us]}]\n", "a.gw in datacenter us");
    }
}
