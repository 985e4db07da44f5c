package io.fivenines.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fivenines.coordinator.web.Route;
import java.util.ArrayList;
import java.util.List;
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
        List<String> paths = new ArrayList<>();
        contract.get("paths").fieldNames().forEachRemaining(paths::add);
        assertThat(paths)
                .containsExactlyInAnyOrderElementsOf(
                        desk.api.routes().stream().map(Route::path).toList());
    }

    @Test
    void shouldSayWhichRoutesNeedNoToken() {
        for (Route route : desk.api.routes()) {
            assertThat(contract.at(get(route.path()) + "/security").isArray())
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
            String path = route.path().replace("{ident}", "999");
            String expected = desk.parse(desk.get(path + "?no-such=1").body())
                    .path("expected")
                    .asText("no parameters");
            List<String> named = StreamSupport.stream(
                            contract.at(get(route.path()) + "/parameters").spliterator(), false)
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
        for (Route route : desk.api.routes()) {
            JsonNode schema = contract.at(get(route.path()) + "/responses/200/content/application~1json/schema");
            if (schema.has("required")) {
                JsonNode answer = desk.json(route.path().replace("{ident}", "111"));
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

    private static String get(String path) {
        return "/paths/" + path.replace("/", "~1") + "/get";
    }

    private JsonNode resolved(JsonNode parameter) {
        return parameter.has("$ref")
                ? contract.at(parameter.get("$ref").asText().substring(1))
                : parameter;
    }
}
