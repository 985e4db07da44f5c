package io.fivenines.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fivenines.coordinator.web.Route;
import io.javalin.http.HandlerType;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContractTest {
    private Desk desk;
    private JsonNode contract;

    @BeforeEach
    void open() throws Exception {
        desk = new Desk();
        contract = desk.json("/openapi.json");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void shouldHaveEveryRouteAndNoOther() {
        List<String> described = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : contract.get("paths").properties()) {
            path.getValue().fieldNames().forEachRemaining(method -> described.add(method + " " + path.getKey()));
        }
        assertThat(described)
                .containsExactlyInAnyOrderElementsOf(desk.api.routes().stream()
                        .map(route -> method(route) + " " + route.path())
                        .toList());
    }

    @Test
    void shouldSayWhichRoutesNeedNoToken() {
        for (Route route : desk.api.routes()) {
            assertThat(contract.at(at(route) + "/security").isArray())
                    .as("open: " + route.path())
                    .isEqualTo(route.scope() == null);
        }
    }

    @Test
    void shouldReferOnlyToWhatItHas() {
        for (JsonNode reference : contract.findValues("$ref")) {
            assertThat(contract.at(reference.asText().substring(1)).isObject())
                    .as(reference.asText())
                    .isTrue();
        }
    }

    @Test
    void shouldNameTheParametersThatAreTaken() throws Exception {
        for (Route route : desk.api.routes()) {
            if (route.scope() == null || route.path().equals("/metrics")) {
                continue;
            }
            String path = path(route);
            HttpRequest.Builder asked =
                    desk.request(path + "?no-such=1").method(route.method().name(), BodyPublishers.noBody());
            String expected =
                    desk.parse(desk.send(asked).body()).path("expected").asText("no parameters");
            List<String> named = StreamSupport.stream(
                            contract.at(at(route) + "/parameters").spliterator(), false)
                    .map(this::resolved)
                    .filter(parameter -> parameter.get("in").asText().equals("query"))
                    .map(parameter -> parameter.get("name").asText())
                    .toList();
            assertThat(expected)
                    .as(path)
                    .isEqualTo(named.isEmpty() ? "no parameters" : "one of " + String.join(", ", named));
        }
    }

    @Test
    void shouldRequireOfAnAnswerWhatIsInIt() throws Exception {
        desk.connect("111");
        desk.journal.append("111", Desk.NOW_MS, 1);
        String command = "{\"type\":\"raw\",\"hex\":\"00\",\"ttl\":60}";
        desk.send(desk.request("/v1/devices/222/commands").POST(BodyPublishers.ofString(command)));
        for (Route route : desk.api.routes()) {
            JsonNode schema = contract.at(at(route) + "/responses/200/content/application~1json/schema");
            if (route.method().equals(HandlerType.GET) && schema.has("required")) {
                JsonNode answer = desk.json(path(route));
                schema.get("required")
                        .forEach(key -> assertThat(answer.has(key.asText()))
                                .as(key.asText())
                                .isTrue());
                answer.fieldNames()
                        .forEachRemaining(
                                key -> assertThat(schema.get("properties").has(key))
                                        .as(key)
                                        .isTrue());
            }
        }
    }

    private static String at(Route route) {
        return "/paths/" + route.path().replace("/", "~1") + "/" + method(route);
    }

    private static String method(Route route) {
        return route.method().name().toLowerCase(Locale.ROOT);
    }

    private static String path(Route route) {
        // Only the one that is not connected has a command.
        String ident = route.path().contains("/commands") ? "222" : "111";
        return route.path().replace("{ident}", ident).replace("{id}", "c1");
    }

    private JsonNode resolved(JsonNode parameter) {
        return parameter.has("$ref")
                ? contract.at(parameter.get("$ref").asText().substring(1))
                : parameter;
    }
}
