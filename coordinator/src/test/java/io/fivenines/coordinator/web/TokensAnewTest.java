package io.fivenines.coordinator.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TokensAnewTest {
    private static final Token FIRST = Token.of("first", "secret-1", Set.of(Scope.READ));
    private static final Token SECOND = Token.of("second", "secret-2", Set.of(Scope.READ));

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Token> inFile = new ArrayList<>();
    private String complaint = "";

    private List<Token> read(Path file) throws IOException {
        if (!complaint.isEmpty()) {
            throw new IOException(file + complaint);
        }
        return List.copyOf(inFile);
    }

    private WebConfig config(String host, Token... tokens) {
        return new WebConfig(host, 0, List.of(tokens), new TokenFile(Path.of("tokens"), this::read), null, false);
    }

    private static WebServer serve(WebConfig config) throws IOException {
        return new WebServer(
                config, List.of(Route.get("/v1/thing", Scope.READ, ctx -> ctx.result("it"))), 1, Clock.systemUTC());
    }

    private int ask(WebServer server, String secret) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/v1/thing"))
                .header("Authorization", "Bearer " + secret)
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    @Test
    void shouldLetInWhomTheFileHasNow() throws Exception {
        inFile.add(FIRST);
        try (WebServer server = serve(config("127.0.0.1"))) {
            assertThat(ask(server, "secret-1")).isEqualTo(200);
            assertThat(ask(server, "secret-2")).isEqualTo(401);
            inFile.set(0, SECOND);
            server.reloadTokens();
            assertThat(ask(server, "secret-1")).isEqualTo(401);
            assertThat(ask(server, "secret-2")).isEqualTo(200);
        }
    }

    @Test
    void shouldLetNobodyInWithAnEmptyFile() throws Exception {
        inFile.add(FIRST);
        try (WebServer server = serve(config("127.0.0.1"))) {
            inFile.clear();
            server.reloadTokens();
            assertThat(ask(server, "secret-1")).isEqualTo(401);
        }
    }

    @Test
    void shouldGoOnWithTheFormerTokensWhileTheFileIsNoGood() throws Exception {
        inFile.add(FIRST);
        try (WebServer server = serve(config("127.0.0.1"))) {
            complaint = " is not YAML";
            assertThatThrownBy(server::reloadTokens).isInstanceOf(IOException.class);
            assertThat(ask(server, "secret-1")).isEqualTo(200);
        }
    }

    @Test
    void shouldKeepTheTokensOfTheConfiguration() throws Exception {
        try (WebServer server = serve(config("127.0.0.1", FIRST))) {
            inFile.add(SECOND);
            server.reloadTokens();
            assertThat(ask(server, "secret-1")).isEqualTo(200);
            assertThat(ask(server, "secret-2")).isEqualTo(200);
            inFile.add(FIRST);
            assertThatThrownBy(server::reloadTokens)
                    .isInstanceOf(IOException.class)
                    .hasMessage("tokens has the name 'first', expected one no other token has");
        }
    }

    @Test
    void shouldServeStrangersWithAFileOfTokensAndNotStartWithoutIt() {
        assertThat(config("0.0.0.0").asksForTokens()).isTrue();
        complaint = " is not there";
        assertThatThrownBy(() -> serve(config("127.0.0.1")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("tokens is not there");
    }
}
