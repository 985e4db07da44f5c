package io.fivenines.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fivenines.coordinator.config.Settings;
import io.fivenines.gateway.decode.protocol.Protocols;
import io.fivenines.gateway.journal.local.DiskStorage;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS towards trackers and towards who uses the API, on a whole node. */
@Timeout(120)
class TlsNodeTest {
    /** A ClientHello that offers TLS 1.1 at most. */
    private static final String OLD_HELLO = "160301002f0100002b0302" + "5a".repeat(32) + "000004c013002f0100";

    private final Instant soon = Instant.now().plus(2, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    private final Instant later = soon.plus(7, ChronoUnit.DAYS);

    @TempDir
    private Path folder;

    private X509Bundle authority;
    private Node node;

    @BeforeEach
    void start() throws Exception {
        authority = authority();
        show(authority);
        Files.writeString(folder.resolve("ca.pem"), authority.getCertificatePEM());
        Path settings = Files.writeString(folder.resolve("gateway.yaml"), """
                listeners:
                  - {protocol: wialon, host: 127.0.0.1, port: 0, tls: {certificate: F/cert.pem, key: F/key.pem}}
                  - protocol: wialon
                    name: closed
                    host: 127.0.0.1
                    port: 0
                    tls: {certificate: F/cert.pem, key: F/key.pem, clients: required, authorities: F/ca.pem}
                journal: {folder: F/journal}
                api: {port: 0, tls: {certificate: F/api-cert.pem, key: F/api-key.pem}}
                """.replace("F/", folder + "/"));
        node = new Node(
                GatewayConfig.from(Settings.file(settings, Map.of()), "test", Protocols.OFFERED), DiskStorage::new);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private static X509Bundle authority() throws Exception {
        return new CertificateBuilder()
                .subject("CN=authority")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
    }

    private void show(X509Bundle by) throws Exception {
        show(by, "", later);
        show(by, "api-", soon);
    }

    private void show(X509Bundle by, String prefix, Instant end) throws Exception {
        X509Bundle own = new CertificateBuilder()
                .subject("CN=gateway")
                .addSanDnsName("localhost")
                .addSanIpAddress("127.0.0.1")
                .notAfter(end)
                .buildIssuedBy(by);
        Files.writeString(folder.resolve(prefix + "cert.pem"), own.getCertificatePathPEM());
        Files.writeString(folder.resolve(prefix + "key.pem"), own.getPrivateKeyPEM());
    }

    private static SSLContext client(X509Bundle believed, X509Bundle own) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                own == null ? null : own.toKeyManagerFactory().getKeyManagers(),
                believed.toTrustManagerFactory().getTrustManagers(),
                null);
        return context;
    }

    private Socket connect(int listener, SSLContext context) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory()
                .createSocket(
                        InetAddress.getLoopbackAddress(),
                        node.listeners().get(listener).address().getPort());
        socket.setSoTimeout(10_000);
        socket.startHandshake();
        return socket;
    }

    private static String login(Socket socket) throws IOException {
        socket.getOutputStream().write("#L#123456789012345;NA\r\n".getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readNBytes(7), StandardCharsets.US_ASCII).strip();
    }

    @Test
    void shouldShowANewCertificateWithoutARestart() throws Exception {
        X509Bundle other = authority();
        try (Socket before = connect(0, client(authority, null))) {
            show(other);
            await().ignoreExceptions().until(() -> {
                connect(0, client(other, null)).close();
                return true;
            });
            assertThat(login(before)).isEqualTo("#AL#1");
        }
        assertThatThrownBy(() -> connect(0, client(authority, null))).isInstanceOf(SSLException.class);
        await().ignoreExceptions().until(() -> health(other) == 200);
    }

    @Test
    void shouldGoOnWithTheOldOneWhileTheNewOneIsNoGood() throws Exception {
        Files.writeString(folder.resolve("cert.pem"), "no certificate");
        Files.writeString(folder.resolve("api-cert.pem"), "no certificate");
        await().until(() -> metric("fivenines_gateway_reload_failing") == 3);
        try (Socket socket = connect(0, client(authority, null))) {
            assertThat(login(socket)).isEqualTo("#AL#1");
        }
    }

    @Test
    void shouldServeTheApiByTls() throws Exception {
        assertThat(node.apiUrl()).startsWith("https://");
        assertThat(health(authority)).isEqualTo(200);
    }

    @Test
    void shouldSayWhenTheFirstCertificateEndsOfListenersAndApi() throws Exception {
        assertThat(metric("fivenines_gateway_certificate_end_seconds")).isEqualTo((double) soon.getEpochSecond());
        show(authority, "api-", later.plusSeconds(60));
        await().until(() -> metric("fivenines_gateway_certificate_end_seconds") == (double) later.getEpochSecond());
    }

    private int health(X509Bundle believed) throws Exception {
        return get(believed, "/healthz").statusCode();
    }

    private double metric(String name) throws Exception {
        return get(authority, "/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    private java.net.http.HttpResponse<String> get(X509Bundle believed, String path) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().sslContext(client(believed, null)).build();
        return client.send(
                HttpRequest.newBuilder(URI.create(node.apiUrl() + path)).build(), BodyHandlers.ofString());
    }

    @Test
    void shouldTalkOnlyToTrackersWithACertificateWhereOneIsRequired() throws Exception {
        X509Bundle own = new CertificateBuilder()
                .subject("CN=123456789012345")
                .addExtendedKeyUsageClientAuth()
                .buildIssuedBy(authority);
        try (Socket socket = connect(1, client(authority, own))) {
            assertThat(login(socket)).isEqualTo("#AL#1");
        }
        assertThatThrownBy(() -> {
                    try (Socket socket = connect(1, client(authority, null))) {
                        login(socket);
                    }
                })
                .isInstanceOf(IOException.class);
    }

    @Test
    void shouldRefuseTlsOlderThan12() throws Exception {
        for (int port : new int[] {
            node.listeners().get(0).address().getPort(),
            URI.create(node.apiUrl()).getPort()
        }) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(10_000);
                socket.getOutputStream().write(HexFormat.of().parseHex(OLD_HELLO));
                byte[] answer = socket.getInputStream().readNBytes(7);
                // An alert, fatal: protocol_version.
                assertThat(HexFormat.of().formatHex(answer)).matches("1503..00020246");
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
        }
    }
}
