package io.fivenines.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DevicesTest {
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
    void shouldListTrackersThatAreConnectedAndThoseInTheJournal() throws Exception {
        desk.connect("333");
        desk.journal.append("111", Desk.NOW_MS, 1);
        desk.journal.append("333", Desk.NOW_MS, 1);
        JsonNode page = desk.json("/v1/devices");
        assertThat(page.get("devices").findValuesAsText("ident")).containsExactly("111", "333");
        assertThat(page.get("devices").findValuesAsText("connected")).containsExactly("false", "true");
        assertThat(page.get("devices").get(0).get("lastSeenAt").asLong()).isEqualTo(Desk.NOW_MS / 1000 + 1);
        assertThat(page.get("covers").asText()).contains("last 50000 messages");
    }

    @Test
    void shouldPageTrackersByIdent() throws Exception {
        for (int i = 1; i <= 5; i++) {
            desk.journal.append("00" + i, Desk.NOW_MS, 1);
        }
        JsonNode first = desk.json("/v1/devices?limit=2");
        assertThat(first.get("devices").findValuesAsText("ident")).containsExactly("001", "002");
        assertThat(first.get("next").asText()).isEqualTo("002");
        JsonNode last = desk.json("/v1/devices?limit=3&after=002");
        assertThat(last.get("devices").findValuesAsText("ident")).containsExactly("003", "004", "005");
        assertThat(last.get("next").isNull()).isTrue();
    }

    @Test
    void shouldShowATrackersNewestMessageAndItsConnection() throws Exception {
        desk.connect("111");
        desk.journal.append("111", Desk.NOW_MS - 1000, 1);
        desk.journal.append("111", Desk.NOW_MS - 60_000, 2);
        JsonNode device = desk.json("/v1/devices/111");
        assertThat(device.get("connected").asBoolean()).isTrue();
        assertThat(device.get("connection").get("protocol").asText()).isEqualTo("line");
        assertThat(device.get("lastMessage").get("position.latitude").asInt()).isEqualTo(1);
    }

    @Test
    void shouldLookBackAsFarAsItTakesForTheLastMessage() throws Exception {
        desk.journal.append("111", 1000, 1);
        JsonNode device = desk.json("/v1/devices/111");
        assertThat(device.get("connected").asBoolean()).isFalse();
        assertThat(device.get("lastMessage").get("timestamp").asInt()).isEqualTo(1);
    }

    @Test
    void shouldFindATrackerWhateverItsIdentIsMadeOf() throws Exception {
        String ident = "a/b+c%d;e?f&g=h";
        desk.journal.append(ident, Desk.NOW_MS, 1);
        String path = "/v1/devices/" + URLEncoder.encode(ident, StandardCharsets.US_ASCII);
        assertThat(desk.json(path).get("ident").asText()).isEqualTo(ident);
        assertThat(desk.json(path + "/messages").get("messages")).hasSize(1);
    }

    @Test
    void shouldNotKnowATrackerNobodyHasSeen() throws Exception {
        assertThat(desk.get("/v1/devices/999").statusCode()).isEqualTo(404);
        assertThat(desk.get("/v1/connections/999").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldListConnections() throws Exception {
        desk.connect("222").send("R,1,1\n");
        desk.connect("111");
        JsonNode page = desk.json("/v1/connections?limit=1");
        assertThat(page.get("connections").findValuesAsText("ident")).containsExactly("111");
        assertThat(page.get("next").asText()).isEqualTo("111");
        assertThat(page.get("total").asInt()).isEqualTo(2);
        JsonNode one = desk.json("/v1/connections/222");
        assertThat(one.get("channel").asText()).isEqualTo("test");
        assertThat(one.get("records").asInt()).isEqualTo(1);
        assertThat(one.get("connectedAt").asLong()).isEqualTo(Desk.NOW_MS / 1000);
    }
}
