package io.fivenines.coordinator.console;

import static io.fivenines.coordinator.console.Outlook.GW_1;
import static io.fivenines.coordinator.console.Outlook.GW_2;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fivenines.coordinator.cluster.Intent;
import io.fivenines.coordinator.cluster.Light;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.NodeState;
import io.fivenines.coordinator.cluster.Versioned;
import io.fivenines.coordinator.plan.Step;
import io.fivenines.coordinator.web.Scope;
import io.fivenines.coordinator.web.Token;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    private static final Token READER = Token.of("reader", "reader-0123456789", Set.of(Scope.READ));
    private static final Token OPS = Token.of("ops", "ops-0123456789", Set.of(Scope.READ, Scope.OPERATE));

    private final Outlook outlook = new Outlook();
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper mapper = new ObjectMapper();
    private Console console;

    @BeforeEach
    void open() throws IOException {
        console = outlook.console(READER, OPS);
    }

    @AfterEach
    void close() {
        console.close();
    }

    private HttpResponse<String> send(Token token, String method, String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + console.port() + path))
                .method(method, BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token.name() + "-0123456789");
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = send(READER, "GET", path, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return mapper.readTree(answer.body());
    }

    private HttpResponse<String> wish(String json) throws Exception {
        return send(OPS, "POST", "/v1/intents", json.replace('\'', '"'));
    }

    /** What was refused, and what was expected. */
    private void refused(int status, HttpResponse<String> answer, String detail, String expected) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode body = mapper.readTree(answer.body());
        assertThat(body.path("detail").asText()).contains(detail);
        assertThat(body.path("expected").asText()).contains(expected);
    }

    @Test
    void shouldShowTheStandingAndWhatIsHeldBack() throws Exception {
        outlook.holds.add(new Step.Hold("10.0.0.2", "moved 3 s ago"));
        assertThat(get("/v1/status")).isEqualTo(mapper.readTree("""
                        {"contact":true,"leader":true,"epoch":77,"plan":12,"reason":"it began",
                         "datacenters":{"eu":"green","ru":"yellow"},
                         "holds":[{"subject":"10.0.0.2","reason":"moved 3 s ago"}],"directors":[]}"""));
        JsonNode plan = get("/v1/plan");
        assertThat(plan.at("/addresses/10.0.0.1/owner").asText()).isEqualTo("eu/gw-1");
        assertThat(plan.at("/endpoints/eu.gw/datacenter").asText()).isEqualTo("eu");
        assertThat(plan.path("since").asInt()).isEqualTo(4);
    }

    @Test
    void shouldShowRegisteredNodesAndThoseOnlySpokenOf() throws Exception {
        outlook.nodes.remove(GW_2);
        outlook.agent(GW_1, "10.0.0.1");
        JsonNode nodes = get("/v1/nodes").path("nodes");
        assertThat(nodes.get(0)).isEqualTo(mapper.readTree("""
                        {"node":"eu/gw-1","light":"green","words":"","registered":true,"state":"serving",
                         "connections":12,"version":"1.2","api":"h:8080","listeners":["gt06@h:5023"],"since":5,
                         "owns":["10.0.0.1"],"agent":true,"holds":["10.0.0.1"]}"""));
        assertThat(nodes.get(1)).isEqualTo(mapper.readTree("""
                        {"node":"eu/gw-2","light":"red","words":"red by c1 and c2","registered":false,
                         "owns":["10.0.0.2"],"agent":false,"holds":[]}"""));
    }

    @Test
    void shouldTellWhereAnAgentIsMissingAndWhereNoneIsNeeded() throws Exception {
        String missing = "fivenines_coordinator_node_agent{node=\"eu/gw-2\",} 0.0";
        outlook.agent(GW_1);
        assertThat(metrics())
                .contains("fivenines_coordinator_node_agent{node=\"eu/gw-1\",} 1.0")
                .contains(missing);
        NodeId front = new NodeId("eu", "front1");
        outlook.front(front);
        outlook.agent(front);
        assertThat(metrics())
                .contains("fivenines_coordinator_node_agent{node=\"eu/front1\",} 1.0")
                .doesNotContain(missing);
        outlook.nodes.remove(front);
        assertThat(metrics()).contains(missing);
        outlook.agentSites.clear();
        assertThat(metrics()).doesNotContain("fivenines_coordinator_node_agent{");
        assertThat(get("/v1/nodes").path("nodes").findValues("agent"))
                .as("those that are there all the same")
                .allMatch(JsonNode::asBoolean);
    }

    @Test
    void shouldShowHowFarEachDirectorIs() throws Exception {
        outlook.directors.add(new Obedience("dns", 77, 12, 0, "", 0));
        outlook.directors.add(new Obedience("exec", 77, 11, 4, "no file", 1));
        assertThat(get("/v1/status").path("directors")).isEqualTo(mapper.readTree("""
                        [{"director":"dns","epoch":77,"plan":12,"failures":0,"complaint":"","refused":0},
                         {"director":"exec","epoch":77,"plan":11,"failures":4,"complaint":"no file","refused":1}]"""));
        assertThat(metrics())
                .contains("fivenines_coordinator_director_failures{director=\"dns\",} 0.0")
                .contains("fivenines_coordinator_director_failures{director=\"exec\",} 4.0")
                .contains("fivenines_coordinator_director_plan{director=\"exec\",} 11.0");
    }

    private String metrics() throws Exception {
        return send(READER, "GET", "/metrics", "").body();
    }

    @Test
    void shouldShowTheCoordinatorsRegistered() throws Exception {
        assertThat(get("/v1/coordinators")).isEqualTo(mapper.readTree("""
                        {"coordinators":[{"id":"c1","place":"eu","console":"192.0.2.20:8090","version":"1.2"}]}"""));
    }

    @Test
    void shouldShowTheNewestStepsFirst() throws Exception {
        for (int i = 1; i <= 3; i++) {
            String path = Outlook.PATHS.steps() + "/000" + i;
            outlook.store.write(path, Map.of("plan", i), Versioned.NONE).join();
        }
        assertThat(get("/v1/steps?limit=2").path("steps")).isEqualTo(mapper.readTree("[{\"plan\":3},{\"plan\":2}]"));
        refused(400, send(READER, "GET", "/v1/steps?limit=0", ""), "limit is '0'", "1 to 10000");
        refused(400, send(READER, "GET", "/v1/steps?limits=1", ""), "'limits'", "limit");
    }

    @Test
    void shouldKeepAWishWithTheNameOfItsTokenUntilItExpires() throws Exception {
        HttpResponse<String> answer = wish("{'kind':'drain','subject':'eu/gw-1','reason':'new disk','seconds':60}");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(outlook.intents())
                .containsExactly(new Intent(
                        "drain-eu_gw-1",
                        Intent.Kind.DRAIN,
                        "eu/gw-1",
                        "",
                        "ops",
                        "new disk",
                        Outlook.NOW.toEpochMilli() + 60_000));
        assertThat(get("/v1/intents").path("intents").get(0)).isEqualTo(mapper.readTree(answer.body()));
        wish("{'kind':'drain','subject':'eu/gw-1','seconds':600}");
        assertThat(outlook.intents())
                .as("prolonged")
                .singleElement()
                .satisfies(one -> assertThat(one.expiresMs()).isEqualTo(Outlook.NOW.toEpochMilli() + 600_000));
    }

    @Test
    void shouldTakeAWishBack() throws Exception {
        wish("{'kind':'force','subject':'eu','to':'ru'}");
        wish("{'kind':'freeze','subject':'*'}");
        assertThat(outlook.intents()).extracting(Intent::id).containsExactly("force-eu", "freeze-all");
        assertThat(outlook.intents()).extracting(Intent::to).containsExactly("ru", "");
        assertThat(send(OPS, "DELETE", "/v1/intents/force-eu", "").statusCode()).isEqualTo(204);
        assertThat(outlook.intents()).extracting(Intent::id).containsExactly("freeze-all");
        refused(404, send(OPS, "DELETE", "/v1/intents/force-eu", ""), "'force-eu'", "/v1/intents");
    }

    @Test
    void shouldForceAnAddressToANodeOfItsDatacenter() throws Exception {
        assertThat(wish("{'kind':'force','subject':'10.0.0.1','to':'eu/gw-2'}").statusCode())
                .isEqualTo(201);
        assertThat(outlook.intents()).singleElement().satisfies(one -> {
            assertThat(one.subject()).isEqualTo("10.0.0.1");
            assertThat(one.to()).isEqualTo("eu/gw-2");
        });
    }

    @Test
    void shouldNotTakeOneSubjectForAnother() throws Exception {
        String host = "a".repeat(60);
        for (String subject : new String[] {"eu/gw_1", "eu_gw/1", host + "/1", host + "/2"}) {
            outlook.lights.put(NodeId.of(subject), Light.GREEN);
            assertThat(wish("{'kind':'drain','subject':'" + subject + "'}").statusCode())
                    .isEqualTo(201);
        }
        assertThat(outlook.intents())
                .hasSize(4)
                .allSatisfy(one -> assertThat(one.id()).hasSizeLessThanOrEqualTo(64));
    }

    @Test
    void shouldSayWhatIsWrongWithAWish() throws Exception {
        refused(400, wish("{'kind':'drain','subject':'gw-1'}"), "subject is 'gw-1'", "one of eu/gw-1, eu/gw-2");
        refused(400, wish("{'kind':'drian','subject':'eu/gw-1'}"), "kind is 'drian'", "drain, freeze or force");
        refused(400, wish("{'kind':'freeze','subject':'us'}"), "subject is 'us'", "*, eu, eu.gw, ru");
        refused(400, wish("{'kind':'force','subject':'eu','to':'eu'}"), "to is 'eu'", "one of ru");
        refused(400, wish("{'kind':'force','subject':'10.0.0.9','to':'ru'}"), "subject is '10.0.0.9'", "10.0.0.1, eu");
        refused(400, wish("{'kind':'force','subject':'10.0.0.1','to':'ru'}"), "to is 'ru'", "one of eu/gw-1, eu/gw-2");
        refused(400, wish("{'kind':'drain','subject':'eu/gw-1','to':'ru'}"), "to is 'ru'", "nothing");
        refused(400, wish("{'kind':'freeze','subject':'*','seconds':9}"), "seconds is '9'", "10 to 604800");
        refused(400, wish("{'kind':'freeze','subject':'*','secs':9}"), "secs", "seconds");
        refused(400, wish("null"), "null", "kind");
        refused(400, wish(""), "not a wish", "kind");
        refused(
                400,
                wish("{'kind':'freeze','subject':'*','reason':'" + "x".repeat(501) + "'}"),
                "501 long",
                "at most 500");
        assertThat(outlook.intents()).isEmpty();
    }

    @Test
    void shouldAskForTheRightScope() throws Exception {
        String freeze = "{\"kind\":\"freeze\",\"subject\":\"*\"}";
        refused(401, send(null, "GET", "/v1/nodes", ""), "no known token", "Authorization");
        refused(403, send(READER, "POST", "/v1/intents", freeze), "'reader'", "scope operate");
        refused(403, send(READER, "DELETE", "/v1/intents/freeze-all", ""), "'reader'", "scope operate");
        assertThat(outlook.intents()).isEmpty();
        assertThat(send(null, "GET", "/healthz", "").statusCode()).isEqualTo(200);
        HttpResponse<String> ready = send(null, "GET", "/readyz", "");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(mapper.readTree(ready.body()))
                .isEqualTo(mapper.readTree("{\"ready\":true,\"conditions\":{\"contact with ZooKeeper\":\"ok\"}}"));
    }

    @Test
    void shouldSayThatItHasNoContactOrHasYetToLook() throws Exception {
        outlook.store.contact(false);
        refused(503, send(READER, "GET", "/v1/steps", ""), "connection lost", "ZooKeeper");
        outlook.store.contact(true);
        outlook.contact = false;
        assertThat(unready()).startsWith("there is none");
        outlook.blind();
        refused(503, send(READER, "GET", "/v1/nodes", ""), "just begun", "a second");
        refused(503, wish("{'kind':'freeze','subject':'*'}"), "just begun", "a second");
        assertThat(unready()).contains("just begun to look");
        assertThat(send(null, "GET", "/healthz", "").statusCode()).isEqualTo(200);
    }

    /** Why it is not ready. */
    private String unready() throws Exception {
        HttpResponse<String> answer = send(null, "GET", "/readyz", "");
        assertThat(answer.statusCode()).isEqualTo(503);
        JsonNode body = mapper.readTree(answer.body());
        assertThat(body.path("ready").asBoolean(true)).isFalse();
        return body.path("conditions").path("contact with ZooKeeper").asText();
    }

    @Test
    void shouldDescribeEachMetricInItsOwnWords() throws Exception {
        assertThat(send(READER, "GET", "/metrics", "")
                        .body()
                        .lines()
                        .filter(line -> line.startsWith("# HELP fivenines_"))
                        .map(line -> line.split(" ", 4)[3]))
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldCountAndMeasure() throws Exception {
        outlook.node(GW_1, NodeState.DRAINING, 12);
        wish("{'kind':'freeze','subject':'*'}");
        assertThat(send(READER, "GET", "/metrics", "").body())
                .contains("fivenines_coordinator_leader 1.0")
                .contains("fivenines_coordinator_plan_number 12.0")
                .contains("fivenines_coordinator_intents 1.0")
                .contains("fivenines_coordinator_node_drains{node=\"eu/gw-1\",} 1.0")
                .contains("fivenines_coordinator_node_drains{node=\"eu/gw-2\",} 0.0")
                .contains("fivenines_coordinator_node_light{node=\"eu/gw-2\",} 2.0")
                .contains("fivenines_coordinator_datacenter_light{datacenter=\"ru\",} 1.0");
    }
}
