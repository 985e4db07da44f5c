package io.fivenines.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fivenines.coordinator.config.Settings;
import io.fivenines.coordinator.web.Scope;
import io.fivenines.coordinator.web.Token;
import io.fivenines.gateway.decode.protocol.Protocols;
import io.fivenines.gateway.journal.local.DiskStorage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of the API, made and taken back while a node runs. */
@Timeout(120)
class TokensNodeTest {
    private static final Token READER = Token.of("reader", "secret-1", Set.of(Scope.READ));
    private static final Token LATER = Token.of("later", "secret-2", Set.of(Scope.READ));

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private Node start() throws IOException {
        Path settings = Files.writeString(folder.resolve("gateway.yaml"), """
            listeners: [{protocol: wialon, host: 127.0.0.1, port: 0}]
            journal: {folder: F/journal}
            api: {port: 0, tokenFile: F/tokens.yaml}
            """.replace("F/", folder + "/"));
        return new Node(
                GatewayConfig.from(Settings.file(settings, Map.of()), "test", Protocols.OFFERED), DiskStorage::new);
    }

    private void write(String text) throws IOException {
        Path next = Files.writeString(folder.resolve("tokens.next"), text);
        Files.move(next, folder.resolve("tokens.yaml"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static String line(Token token) {
        return "- {name: " + token.name() + ", hash: '" + token.hash() + "', scopes: [read]}\n";
    }

    private static HttpRequest request(Node node, String secret, String path) {
        return HttpRequest.newBuilder(URI.create(node.apiUrl() + path))
                .header("Authorization", "Bearer " + secret)
                .build();
    }

    private HttpResponse<String> ask(Node node, String secret) throws Exception {
        return client.send(request(node, secret, "/metrics"), BodyHandlers.ofString());
    }

    @Test
    void shouldStopATokenAtOnceThatIsTakenBack() throws Exception {
        write("tokens:\n" + line(READER) + line(LATER));
        try (Node node = start()) {
            HttpResponse<InputStream> stream =
                    client.send(request(node, "secret-1", "/v1/messages/tail"), BodyHandlers.ofInputStream());
            assertThat(stream.statusCode()).isEqualTo(200);
            write("tokens:\n" + line(LATER));
            String heard = new String(stream.body().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(heard).endsWith("event: closing\ndata: {\"detail\":\"the token is not good any more\"}\n\n");
            assertThat(ask(node, "secret-1").statusCode()).isEqualTo(401);
            assertThat(ask(node, "secret-2").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldKeepTheFormerTokensWhileTheFileIsNoGoodAndSaySo() throws Exception {
        write("tokens:\n" + line(READER));
        try (Node node = start()) {
            write("");
            await().until(() -> ask(node, "secret-1").body().contains("fivenines_gateway_reload_failing 1.0"));
            write("tokens: []\n");
            await().until(() -> ask(node, "secret-1").statusCode() == 401);
        }
    }

    @Test
    void shouldNotStartWithoutTheFileOfTokens() {
        assertThatThrownBy(this::start)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("there is no file " + folder.resolve("tokens.yaml"));
    }
}
