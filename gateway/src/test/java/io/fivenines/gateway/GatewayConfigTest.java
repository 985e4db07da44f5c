package io.fivenines.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fivenines.coordinator.cluster.ClusterConfig;
import io.fivenines.coordinator.config.ConfigException;
import io.fivenines.coordinator.config.Settings;
import io.fivenines.coordinator.logging.LogConfig;
import io.fivenines.coordinator.web.Scope;
import io.fivenines.coordinator.web.WebTls;
import io.fivenines.gateway.accept.ListenerConfig;
import io.fivenines.gateway.api.ApiConfig;
import io.fivenines.gateway.command.CommandConfig;
import io.fivenines.gateway.connection.AdmissionConfig;
import io.fivenines.gateway.connection.ConnectionConfig;
import io.fivenines.gateway.decode.Protocol;
import io.fivenines.gateway.journal.JournalConfig;
import io.fivenines.gateway.journal.kafka.KafkaConfig;
import io.fivenines.gateway.journal.local.LocalJournalConfig;
import io.fivenines.gateway.membership.MembershipConfig;
import io.fivenines.gateway.stream.mqtt.MqttSinkConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayConfigTest {
    private static final String HASH = "sha256:" + "0123456789abcdef".repeat(4);
    private static final List<Protocol> PROTOCOLS =
            List.of(new Protocol("alpha", 5001, null, null), new Protocol("beta", 5002, null, null));

    @TempDir
    Path folder;

    @Test
    void shouldStartWithoutAnythingSet() {
        GatewayConfig config = GatewayConfig.from(Settings.none(Map.of()), "host-1", PROTOCOLS);
        assertThat(config.node()).isEqualTo(new NodeConfig("host-1", "dc1", 0));
        assertThat(config.admission()).isEqualTo(AdmissionConfig.DEFAULT);
        assertThat(config.connections()).isEqualTo(ConnectionConfig.DEFAULT);
        assertThat(config.journal()).isEqualTo(JournalConfig.DEFAULT);
        assertThat(config.command()).isEqualTo(CommandConfig.DEFAULT);
        assertThat(config.api()).isEqualTo(ApiConfig.DEFAULT);
        assertThat(config.log()).isEqualTo(LogConfig.DEFAULT);
    }

    @Test
    void shouldListenForEveryProtocolOnItsPortUnlessToldOtherwise() {
        GatewayConfig config = GatewayConfig.from(Settings.none(Map.of()), "host-1", PROTOCOLS);
        assertThat(config.listeners())
                .containsExactly(
                        ListenerConfig.plain("alpha", "0.0.0.0", 5001), ListenerConfig.plain("beta", "0.0.0.0", 5002));
    }

    @Test
    void shouldTakeAListenersNameAndPortFromItsProtocol() throws IOException {
        GatewayConfig config = read("listeners: [{protocol: beta, acceptRate: 100}]");
        assertThat(config.listeners()).singleElement().satisfies(listener -> {
            assertThat(listener.name()).isEqualTo("beta");
            assertThat(listener.port()).isEqualTo(5002);
            assertThat(listener.acceptRate()).isEqualTo(100);
        });
    }

    @Test
    void shouldReadTokensWithTheirScopes() throws IOException {
        GatewayConfig config =
                read("api: {host: 0.0.0.0, tokens: [{name: ops, hash: '" + HASH + "', scopes: [read, operate]}]}");
        assertThat(config.api().web().tokens()).singleElement().satisfies(token -> {
            assertThat(token.name()).isEqualTo("ops");
            assertThat(token.hash()).isEqualTo(HASH);
            assertThat(token.scopes()).containsExactlyInAnyOrder(Scope.READ, Scope.OPERATE);
        });
    }

    @Test
    void shouldReadBackWhatItPrints() throws IOException {
        Settings settings = Settings.none(Map.of("FIVENINES_JOURNAL_RETENTION_AGE", "36h"));
        GatewayConfig config = GatewayConfig.from(settings, "host-1", PROTOCOLS);
        assertThat(read(settings.effective())).isEqualTo(config);
    }

    @Test
    void shouldNotServeStrangersWithoutTokens() {
        refused("api: {host: 0.0.0.0}", "api.host '0.0.0.0' and there are no tokens, expected tokens (`fivenines");
        refused("api: {host: example.com}", "api.host 'example.com' and there are no tokens");
        refused("api: {host: '::'}", "api.host '::' and there are no tokens");
    }

    @Test
    void shouldNameTheKeyOfEveryWrongValue() {
        refused("listeners: [{protocol: morse}]", "listeners[0].protocol is 'morse', expected one of alpha, beta");
        refused("listeners: [{port: 1}]", "listeners[0].protocol has no value, expected one of ");
        refused("journal: {claims: 1}", "journal.claims 1, expected 2 to 4096");
        refused("journal: {segmentSize: 1MiB}", "journal.segmentSize 1048576, expected 2097152 to 1073741824");
        refused(
                "journal: {segmentSize: 8MiB, claimSize: 5MiB}",
                "journal.claimSize 5242880, expected 1048576 to 4194304");
        refused("journal: {claimSize: 1023KiB}", "journal.claimSize 1047552, expected 1048576 to 16777216");
        refused("journal: {retentionSize: 1MiB}", "journal.retentionSize 1048576 bytes, expected 0 for no limit");
        refused("connections: {maxPerAddress: -1}", "connections.maxPerAddress -1, expected 0");
        refused("node: a b", "node 'a b', expected 1 to 64 letters");
        refused(
                "api: {tokens: [{name: a, hash: 'sha256:12', scopes: [read]}]}",
                "api.tokens[0].hash of a is no hash, expected sha256: and 64 hexadecimal digits");
        refused("api: {tokens: [{name: a, hash: '" + HASH + "'}]}", "api.tokens[0].scopes of a are missing");
        refused(
                "api: {tokens: [{name: a, token: 0123456789abcdef, scopes: [read]}]}",
                "api.tokens[0].token is '***', expected its hash instead: `fivenines token` makes a new one");
        refused("log: {level: loud}", "log.level is 'loud', expected one of error, warn, info, debug, trace");
        refused("jornal: {}", "unknown key jornal, did you mean journal?");
    }

    /** What is taken here must not be refused later, by a part that does not know the key. */
    @Test
    void shouldTakeNoMoreClaimsNorThreadsThanTheLocalJournalDoes() throws IOException {
        refused("journal: {claims: 4097}", "journal.claims 4097, expected 2 to 4096");
        refused("threads: 1025", "threads 1025, expected 0 to 1024");
        int claims = read("journal: {claims: 4096}").journal().claims();
        assertThat(local(claims).claims()).isEqualTo(4096);
        int threads = read("threads: 1024").node().threads();
        assertThat(local(Node.CLAIMS_PER_THREAD * threads).claims()).isEqualTo(3072);
    }

    private static LocalJournalConfig local(int claims) {
        return new LocalJournalConfig(Path.of("journal"), 1L << 26, Duration.ofDays(7), 1L << 30, claims, 1 << 20);
    }

    @Test
    void shouldRefuseTwoListenersOfOneName() {
        refused(
                "listeners: [{protocol: beta, port: 0}, {protocol: beta, port: 0}]",
                "listeners has the name 'beta' twice, expected another name");
    }

    @Test
    void shouldStandAloneUnlessItIsToldWhereZooKeeperIs() throws IOException {
        assertThat(read("{}").cluster().enabled()).isFalse();
        MembershipConfig member = read("cluster: {connect: 'a:2181,b:2181', name: x, auth: 'me:secret'}")
                .cluster();
        assertThat(member.enabled()).isTrue();
        assertThat(member.cluster())
                .isEqualTo(new ClusterConfig("a:2181,b:2181", "x", Duration.ofSeconds(2), "me:secret"));
        assertThat(member.advertise()).isEqualTo("host-1");
        refused("cluster: {connect: a}", "cluster.connect 'a', expected host:port,host:port");
        refused("cluster: {connect: 'a:1', sessionTimeout: 5m}", "sessionTimeout 300000 ms, expected 200 ms to 1 m");
        refused("cluster: {drainRate: 0}", "cluster.drainRate 0, expected 1 or more a second");
    }

    @Test
    void shouldSpeakTlsWhereOnlyTheEnvironmentAsksForIt() throws IOException {
        Path pem = Files.createFile(folder.resolve("a.pem"));
        Map<String, String> variables = Map.of(
                "FIVENINES_API_TLS_CERTIFICATE", pem.toString(),
                "FIVENINES_API_TLS_KEY", pem.toString(),
                "FIVENINES_CLUSTER_CONNECT", "a:2181",
                "FIVENINES_CLUSTER_TLS_AUTHORITIES", pem.toString());
        GatewayConfig config = GatewayConfig.from(Settings.none(variables), "host-1", PROTOCOLS);
        assertThat(config.api().web().tls()).isEqualTo(new WebTls(pem, pem));
        assertThat(config.cluster().cluster().tls().authorities()).isEqualTo(pem);
    }

    @Test
    void shouldReadAStreamOfEachKind() throws IOException {
        GatewayConfig config = read("""
                node: n1
                journal: {folder: /data/journal}
                streams:
                  - {name: a, kind: kafka, kafka: {servers: 'k:9092', topic: 'x-{protocol}'}}
                  - {name: b, kind: mqtt, mqtt: {host: m, user: me, password: secret-1, tls: {}}}
                  - {name: c, kind: http, http: {url: 'https://x/in', bearer: secret-2, hmac: secret-3-secret-3}}
                  - {name: d, kind: file, file: {path: out.jsonl}, filter: {protocols: [beta], idents: ['35*']}}
                  - {name: e, kind: stdout, batch: {messages: 7}, retry: {max: 2m}}
                """);
        assertThat(config.streams().stream().map(one -> one.sink().target()))
                .containsExactly(
                        "k:9092 topic x-{protocol}",
                        "m:8883 topic fivenines/{ident}/{protocol}",
                        "https://x/in",
                        "out.jsonl",
                        "standard output");
        assertThat(((MqttSinkConfig) config.streams().get(1).sink()).clientId()).isEqualTo("fivenines-n1-b");
        assertThat(config.streams().get(3).filter().idents()).hasToString("[35*]");
        assertThat(config.streams().get(4).batch().messages()).isEqualTo(7);
        assertThat(config.streams().get(4).deadLetters().file())
                .isEqualTo(Path.of("/data/journal-streams/e-dead-letters.jsonl"));
        assertThat(config.streams()).asString().doesNotContain("secret-");
    }

    @Test
    void shouldHideTheSecretsOfStreams() throws IOException {
        Path file = Files.writeString(folder.resolve("gateway.yaml"), """
                streams:
                  - {name: b, kind: mqtt, mqtt: {host: m, user: me, password: secret-1}}
                  - {name: c, kind: http, http: {url: 'https://x/in', bearer: secret-2, hmac: secret-3-secret-3}}
                """);
        Settings settings = Settings.file(file, Map.of());
        GatewayConfig.from(settings, "host-1", PROTOCOLS);
        assertThat(settings.effective()).contains("hmac: '***'").doesNotContain("secret-");
    }

    @Test
    void shouldNameWhatIsWrongWithAStream() {
        refused(
                "streams: [{name: a}]",
                "streams[0].kind has no value, expected one of kafka, mqtt, http, file, stdout");
        refused("streams: [{kind: stdout}]", "streams[0].name has no value");
        refused("streams: [{name: 'A b', kind: stdout}]", "streams[0].name 'A b', expected 1 to 64 small letters");
        refused(
                "streams: [{name: a, kind: stdout}, {name: a, kind: stdout}]",
                "streams has the name 'a' twice, expected another name");
        refused("streams: [{name: a, kind: stdout, kafka: {}}]", "unknown key streams[0].kafka");
        refused(
                "streams: [{name: a, kind: kafka, kafka: {servers: k}}]",
                "streams[0].kafka.servers 'k', expected host:port");
        refused(
                "streams: [{name: a, kind: http, http: {url: 'ftp://x'}}]",
                "streams[0].http.url 'ftp://x', expected http://");
        refused(
                "streams: [{name: a, kind: http, http: {url: 'http://x', hmac: short}}]",
                "streams[0].http.hmac has 5 characters, expected at least 16");
        refused(
                "streams: [{name: a, kind: mqtt, mqtt: {host: m, topic: 'x/#'}}]",
                "streams[0].mqtt.topic 'x/#', expected");
        refused(
                "streams: [{name: a, kind: stdout, filter: {protocols: [morse]}}]",
                "streams[0].filter.protocols is 'morse', expected some of alpha, beta");
        refused(
                "streams: [{name: a, kind: stdout, retry: {timeout: 2m}}]",
                "streams[0].retry.timeout 120000 ms, expected 100ms to 45s");
    }

    @Test
    void shouldKeepTheKafkaClientsOwnSettingsSecret() throws IOException {
        String yaml = "journal: {engine: kafka, kafka: {bootstrapServers: 'a:9092', format: binary, allowWeak: true,"
                + " client: {security.protocol: SSL, ssl.keystore.password: hush}}}";
        Path file = Files.writeString(folder.resolve("kafka.yaml"), yaml);
        Settings settings = Settings.file(file, Map.of());
        KafkaConfig kafka =
                GatewayConfig.from(settings, "host-1", PROTOCOLS).journal().kafka();
        assertThat(kafka.client())
                .containsEntry("security.protocol", "SSL")
                .containsEntry("ssl.keystore.password", "hush");
        assertThat(kafka.format()).isEqualTo(KafkaConfig.Format.BINARY);
        assertThat(kafka.allowWeak()).isTrue();
        assertThat(settings.effective()).contains("ssl.keystore.password").doesNotContain("hush");
        assertThat(kafka.toString()).doesNotContain("hush");
    }

    @Test
    void shouldLeaveNobodyElseWhatThePromiseRestsOn() {
        refused("journal: {engine: kafka}", "journal.kafka.bootstrapServers has no value, expected host:port");
        refused(
                "journal: {engine: kafka, kafka: {bootstrapServers: 'a:1', client: {acks: '1'}}}",
                "journal.kafka.client has acks, expected none of those the gateway sets itself");
        refused(
                "journal: {engine: kafka, kafka: {bootstrapServers: 'a:1', acknowledgeAfter: both}}",
                "journal.kafka.other.bootstrapServers has no value, expected host:port");
        refused(
                "journal: {kafka: {bootstrapServers: 'a:1', other: {bootstrapServers: 'a:1'}}}",
                "journal.kafka.other.bootstrapServers is a:1, expected another cluster than this one");
        refused("journal: {kafka: {bothTimeout: 1ms}}", "journal.kafka.bothTimeout PT0.001S, expected 100ms or more");
        refused("journal: {kafka: {topic: a b}}", "journal.kafka.topic 'a b', expected 1 to 249 letters");
        refused("journal: {kafka: {allowWeak: maybe}}", "journal.kafka.allowWeak is 'maybe', expected one of true");
    }

    private void refused(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml)).isInstanceOf(ConfigException.class).hasMessageContaining(message);
    }

    private GatewayConfig read(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("gateway.yaml"), yaml);
        return GatewayConfig.from(Settings.file(file, Map.of()), "host-1", PROTOCOLS);
    }
}
