package io.fivenines.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fivenines.coordinator.config.ConfigException;
import io.fivenines.coordinator.config.Settings;
import io.fivenines.gateway.decode.protocol.Protocols;
import io.fivenines.gateway.journal.local.DiskStorage;
import io.fivenines.gateway.testing.LoginFrames;
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
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Listeners with secrets, on a whole node. */
@Timeout(120)
class SecretNodeTest {
    private static final int WIALON = 0;
    private static final int JT808 = 1;
    private static final int EGTS = 2;

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private Path secrets;
    private Settings settings;
    private Node node;

    @BeforeEach
    void start() throws IOException {
        secrets = Files.writeString(folder.resolve("secrets"), "first-one\nsecond-one\n");
        Path file = Files.writeString(folder.resolve("gateway.yaml"), """
            listeners:
              - {protocol: wialon, host: 127.0.0.1, port: 0, secretFile: F/secrets}
              - {protocol: jt808, host: 127.0.0.1, port: 0, secret: hidden-code}
              - {protocol: egts, host: 127.0.0.1, port: 0}
            journal: {folder: F/journal}
            api: {port: 0}
            """.replace("F/", folder + "/"));
        settings = Settings.file(file, Map.of("FIVENINES_LISTENERS_2_SECRET", "hidden-word"));
        node = new Node(GatewayConfig.from(settings, "test", Protocols.OFFERED), DiskStorage::new);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private Socket connect(int listener) throws IOException {
        Socket socket = new Socket(
                InetAddress.getLoopbackAddress(),
                node.listeners().get(listener).address().getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    /** All that is answered until the gateway hangs up, as hexadecimal digits. */
    private String answered(int listener, byte[] said) throws IOException {
        try (Socket socket = connect(listener)) {
            socket.getOutputStream().write(said);
            return HexFormat.of().formatHex(socket.getInputStream().readAllBytes());
        }
    }

    private static byte[] wialon(String password) {
        return ("#L#100000000000001;" + password + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static String login(Socket socket, String password) throws IOException {
        socket.getOutputStream().write(wialon(password));
        return new String(socket.getInputStream().readNBytes(7), StandardCharsets.US_ASCII).strip();
    }

    private String metrics() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(node.apiUrl() + "/metrics")).build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    private void counted(int times) throws Exception {
        assertThat(metrics()).contains("fivenines_gateway_refused_total{reason=\"secret\",} " + times + ".0");
    }

    @Test
    void shouldAnswerAWrongSecretAsTheProtocolSaysAndHangUp() throws Exception {
        assertThat(answered(WIALON, wialon("NA")))
                .isEqualTo(HexFormat.of().formatHex("#AL#01\r\n".getBytes(StandardCharsets.US_ASCII)));
        counted(1);
        assertThat(answered(JT808, LoginFrames.jt808Authentication("guess"))).startsWith("7e80010005");
        counted(2);
        assertThat(answered(EGTS, LoginFrames.egtsLogin("guess"))).contains("07010097");
        counted(3);
        assertThat(answered(JT808, LoginFrames.jt808Location())).isEmpty();
        counted(4);
    }

    @Test
    void shouldHearOneGuessAConnection() throws Exception {
        String guesses = new String(wialon("a"), StandardCharsets.US_ASCII).repeat(50)
                + new String(wialon("first-one"), StandardCharsets.US_ASCII);
        assertThat(answered(WIALON, guesses.getBytes(StandardCharsets.US_ASCII)))
                .hasSize(2 * "#AL#01\r\n".length());
        counted(1);
    }

    @Test
    void shouldLetInWhoShowsTheSecret() throws Exception {
        try (Socket wialon = connect(WIALON);
                Socket jt808 = connect(JT808);
                Socket egts = connect(EGTS)) {
            assertThat(login(wialon, "first-one")).isEqualTo("#AL#1");
            jt808.getOutputStream().write(LoginFrames.jt808Authentication("hidden-code"));
            jt808.getOutputStream().write(LoginFrames.jt808Location());
            egts.getOutputStream().write(LoginFrames.egtsIdentity());
            egts.getOutputStream().write(LoginFrames.egtsLogin("hidden-word"));
            await().until(() -> metrics().contains("fivenines_gateway_records_total{protocol=\"jt808\",} 1.0"));
            counted(0);
        }
    }

    @Test
    void shouldPutOutWhoCameByASecretThatIsTakenAway() throws Exception {
        try (Socket first = connect(WIALON);
                Socket second = connect(WIALON)) {
            assertThat(login(first, "first-one")).isEqualTo("#AL#1");
            second.getOutputStream().write("#L#100000000000002;second-one\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(second.getInputStream().readNBytes(7)).startsWith('#', 'A', 'L', '#', '1');
            Files.writeString(secrets, "second-one\n");
            assertThat(first.getInputStream().read()).isEqualTo(-1);
            assertThat(answered(WIALON, wialon("first-one"))).isNotEmpty();
            Files.writeString(secrets, "not one secret\n");
            await().until(() -> metrics().contains("fivenines_gateway_reload_failing 1.0"));
            second.getOutputStream().write("#P#\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(second.getInputStream().readNBytes(4)).startsWith('#', 'A', 'P', '#');
        }
    }

    @Test
    void shouldNotShowASecretInTheEffectiveConfiguration() {
        assertThat(settings.effective())
                .contains("secret: '***'")
                .contains("secretFile: ")
                .doesNotContain("hidden-")
                .doesNotContain("first-one");
    }

    @Test
    void shouldRefuseASecretOfAListenerWhoseProtocolHasNone() throws IOException {
        refused(
                "{protocol: teltonika, name: cars, secret: hidden-code}",
                "listeners[0].secret of listener cars,"
                        + " expected none: a login of teltonika carries no secret, as those do of ");
        refused("{protocol: auto, secret: hidden-code}", "a login of auto carries no secret");
        refused("{protocol: wialon, secret: 'with;semicolon'}", "listeners[0].secret cannot be carried by a login");
        refused("{protocol: egts, secretFile: /nowhere/at/all}", "listeners[0].secretFile '/nowhere/at/all'");
    }

    private void refused(String listener, String complaint) throws IOException {
        Path file = Files.writeString(folder.resolve("refused.yaml"), "listeners: [" + listener + "]\n");
        assertThatThrownBy(() -> GatewayConfig.from(Settings.file(file, Map.of()), "test", Protocols.OFFERED))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(complaint)
                .hasMessageNotContaining("hidden-code")
                .hasMessageNotContaining("semicolon");
    }
}
