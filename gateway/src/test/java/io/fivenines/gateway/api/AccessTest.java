package io.fivenines.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fivenines.coordinator.web.Route;
import io.fivenines.coordinator.web.Scope;
import io.fivenines.coordinator.web.Token;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessTest {
    private static final Token READER = Token.of("reader", "reader-0123456789", Set.of(Scope.READ));
    private static final Token COMMANDER = Token.of("commander", "commander-0123456789", Set.of(Scope.COMMAND));

    @Test
    void shouldLetInWhoHasATokenWithTheScope() throws Exception {
        try (Desk desk = new Desk(READER, COMMANDER)) {
            assertThat(desk.get("/v1/status", "Authorization", "Bearer reader-0123456789")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(desk.get("/v1/status", "authorization", "bearer  reader-0123456789")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void shouldRefuseWhoHasNoToken() throws Exception {
        try (Desk desk = new Desk(READER)) {
            for (Route route : desk.api.routes()) {
                int expected = route.scope() == null ? 0 : 401;
                String path = route.path().replace("{ident}", "1").replace("{id}", "c1");
                int status = desk.send(desk.request(path).method(route.method().name(), BodyPublishers.noBody()))
                        .statusCode();
                assertThat(status == 401 ? 401 : 0).as(route.path()).isEqualTo(expected);
            }
            HttpResponse<String> response = desk.get("/v1/status", "Authorization", "Bearer reader-012345678");
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
            assertThat(response.body()).doesNotContain("reader");
        }
    }

    @Test
    void shouldRefuseATokenWithoutTheScope() throws Exception {
        try (Desk desk = new Desk(READER, COMMANDER)) {
            HttpResponse<String> response = desk.get("/v1/status", "Authorization", "Bearer commander-0123456789");
            JsonNode body = desk.parse(response.body());
            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(body.get("detail").asText()).isEqualTo("the token 'commander' does not allow this");
            assertThat(body.get("expected").asText()).isEqualTo("one with scope read");
        }
    }

    @Test
    void shouldLetOnlyCommandersCommand() throws Exception {
        try (Desk desk = new Desk(READER, COMMANDER)) {
            assertThat(command(desk, READER)).isEqualTo(403);
            assertThat(command(desk, COMMANDER)).isEqualTo(202);
            HttpRequest.Builder cancel = desk.request("/v1/devices/1/commands/c1")
                    .header("Authorization", "Bearer " + READER.name() + "-0123456789")
                    .DELETE();
            assertThat(desk.send(cancel).statusCode()).isEqualTo(403);
        }
    }

    private static int command(Desk desk, Token token) throws Exception {
        String body = "{\"type\":\"reboot\",\"ttl\":60}";
        return desk.send(desk.request("/v1/devices/1/commands")
                        .header("Authorization", "Bearer " + token.name() + "-0123456789")
                        .POST(BodyPublishers.ofString(body)))
                .statusCode();
    }

    @Test
    void shouldKeepWebPagesOutWhereThereAreNoTokens() throws Exception {
        try (Desk desk = new Desk()) {
            assertThat(status(desk, "Host: evil.example")).isEqualTo("403");
            assertThat(status(desk, "Host: localhost.evil.example:8080")).isEqualTo("403");
            assertThat(status(desk, "Host: localhost\r\nOrigin: http://evil.example"))
                    .isEqualTo("403");
            assertThat(status(desk, "Host: localhost\r\nOrigin: null")).isEqualTo("403");
            assertThat(status(desk, "Host: localhost:8080\r\nOrigin: http://127.0.0.1:8080"))
                    .isEqualTo("200");
            assertThat(status(desk, "Host: [::1]:8080")).isEqualTo("200");
        }
    }

    @Test
    void shouldServeAnyHostNameWhereThereAreTokens() throws Exception {
        try (Desk desk = new Desk(READER)) {
            assertThat(status(desk, "Host: gateway.example")).isEqualTo("200");
        }
    }

    private static String status(Desk desk, String headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), desk.api.port());
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            String request = "GET /healthz HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return in.readLine().split(" ", 3)[1];
        }
    }
}
