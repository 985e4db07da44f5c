package io.fivenines.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fivenines.coordinator.web.WebConfig;
import io.fivenines.gateway.vitals.Vitals;
import io.fivenines.testing.ExpectedErrors;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiTest {
    private Desk desk;

    @BeforeEach
    void open() throws Exception {
        desk = new Desk();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void shouldAnswerWhatIsNotThereInTheShapeOfAllErrors() throws Exception {
        HttpResponse<String> response = desk.get("/v2/devices");
        assertThat(response.statusCode()).isEqualTo(404);
        assertError(response.body(), "not_found");
    }

    @Test
    void shouldRefuseMethodsItDoesNotHave() throws Exception {
        HttpResponse<String> response = desk.send(desk.request("/v1/devices").DELETE());
        assertThat(response.statusCode()).isEqualTo(405);
        assertError(response.body(), "method_not_allowed");
    }

    @Test
    void shouldNotLetAHeadRequestKeepAStream() throws Exception {
        HttpResponse<String> response =
                desk.send(desk.request("/v1/messages/tail").method("HEAD", BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(desk.json("/v1/status").get("streams").asInt()).isZero();
    }

    @Test
    void shouldRefuseRequestsThatAreTooLong() throws Exception {
        HttpResponse<String> uri = desk.get("/v1/devices?after=" + "a".repeat(10_000));
        assertThat(uri.statusCode()).isEqualTo(414);
        assertError(uri.body(), "uri_too_long");
        HttpResponse<String> header = desk.get("/v1/devices", "X-Long", "a".repeat(10_000));
        assertThat(header.statusCode()).isEqualTo(431);
        assertError(header.body(), "request_header_fields_too_large");
    }

    @Test
    void shouldAnswerNonsenseWithAnErrorAndWithoutATrace() throws Exception {
        String answer = raw("NONSENSE\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .doesNotContain("Exception")
                .doesNotContain("Jetty");
        String path = raw("GET /v1/%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(path).startsWith("HTTP/1.1 400").contains("\"error\":\"bad_request\"");
        assertThat(path).doesNotContain("Exception").doesNotContain("Jetty");
    }

    @Test
    @ExpectedErrors("A request failed")
    void shouldNotTellClientsWhereItFailed() throws Exception {
        desk.journal.append("111", Desk.NOW_MS, 1);
        desk.journal.breakFrom(100);
        HttpResponse<String> response = desk.get("/v1/devices/111");
        assertThat(response.statusCode()).isEqualTo(500);
        assertError(response.body(), "server_error");
        assertThat(response.body())
                .contains("what was asked for cannot be read")
                .doesNotContain("at io.fivenines");
    }

    @Test
    void shouldKeepBrowsersFromGuessingAndCaching() throws Exception {
        for (String path : List.of("/healthz", "/nowhere")) {
            HttpResponse<String> response = desk.get(path);
            assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(response.headers().firstValue("Content-Security-Policy")).isPresent();
            assertThat(response.headers().firstValue("Server")).isEmpty();
        }
    }

    @Test
    @ExpectedErrors("Failed to start Javalin")
    void shouldSayWhichPortIsTaken() {
        ApiConfig config = new ApiConfig(new WebConfig("127.0.0.1", desk.api.port(), List.of()), 1);
        Sources sources = desk.sources(new Vitals());
        assertThatThrownBy(() -> new Api(config, sources))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(
                        "cannot serve the API on 127.0.0.1:" + desk.api.port() + ": Address already in use");
    }

    @Test
    void shouldListParametersAndProtocols() throws Exception {
        JsonNode parameters = desk.json("/v1/parameters").get("parameters");
        JsonNode latitude = parameters.get(0);
        assertThat(latitude.get("name").asText()).isEqualTo("position.latitude");
        assertThat(latitude.get("unit").asText()).isEqualTo("degrees");
        assertThat(latitude.get("max").asInt()).isEqualTo(90);
        JsonNode protocols = desk.json("/v1/protocols").get("protocols");
        assertThat(protocols.get(0).get("listeners").get(0).asText()).isEqualTo("127.0.0.1:5999");
    }

    private void assertError(String body, String error) throws Exception {
        JsonNode json = desk.parse(body);
        assertThat(json.get("error").asText()).isEqualTo(error);
        assertThat(json.get("detail").asText()).isNotEmpty();
        assertThat(json.get("expected").asText()).isNotEmpty();
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), desk.api.port());
                InputStream in = socket.getInputStream()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
