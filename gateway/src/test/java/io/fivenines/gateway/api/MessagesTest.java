package io.fivenines.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fivenines.testing.ExpectedErrors;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static final long HOUR_MS = 3_600_000;

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
    void shouldGiveMessagesInTheOrderTheyWereStored() throws Exception {
        desk.journal.append("111", Desk.NOW_MS, 1);
        desk.journal.append("222", Desk.NOW_MS - HOUR_MS, 2);
        JsonNode page = desk.json("/v1/messages");
        assertThat(page.get("messages").findValuesAsText("ident")).containsExactly("111", "222");
        assertThat(page.get("messages").get(0).get("position.latitude").asDouble())
                .isEqualTo(1);
        assertThat(page.get("cursor").asLong()).isEqualTo(102);
        assertThat(page.get("missing").asLong()).isZero();
    }

    @Test
    void shouldGoOnFromTheCursorOfTheLastPage() throws Exception {
        for (int i = 0; i < 5; i++) {
            desk.journal.append("111", Desk.NOW_MS + i, i);
        }
        JsonNode first = desk.json("/v1/messages?limit=2");
        assertThat(first.get("messages")).hasSize(2);
        JsonNode second =
                desk.json("/v1/messages?limit=3&cursor=" + first.get("cursor").asLong());
        assertThat(second.get("messages").findValuesAsText("position.latitude")).containsExactly("2", "3", "4");
        JsonNode third = desk.json("/v1/messages?cursor=" + second.get("cursor").asLong());
        assertThat(third.get("messages")).isEmpty();
        assertThat(third.get("cursor")).isEqualTo(second.get("cursor"));
    }

    @Test
    void shouldSayHowManyMessagesTheCursorMissed() throws Exception {
        desk.journal.append("111", Desk.NOW_MS, 1);
        assertThat(desk.json("/v1/messages?cursor=90").get("missing").asLong()).isEqualTo(10);
    }

    @Test
    void shouldSayThatTheJournalIsAwayWhereItIs() throws Exception {
        desk.journal.leave();
        for (String path : List.of("/v1/messages", "/v1/messages?cursor=100", "/v1/devices/111/messages")) {
            HttpResponse<String> response = desk.get(path);
            assertThat(response.statusCode()).as(path).isEqualTo(503);
            assertThat(response.body())
                    .contains("\"error\":\"journal_unavailable\"", "no broker answers", "a later attempt");
        }
    }

    @Test
    void shouldGiveOneTrackersMessagesOfATime() throws Exception {
        desk.journal.append("111", Desk.NOW_MS - 3 * HOUR_MS, 1);
        desk.journal.append("111", Desk.NOW_MS - 2 * HOUR_MS, 2);
        desk.journal.append("222", Desk.NOW_MS - 2 * HOUR_MS, 3);
        desk.journal.append("111", Desk.NOW_MS - HOUR_MS, 4);
        String iso = "/v1/devices/111/messages?from=2026-11-22T09:30:00Z&to=2026-11-22T12:30:00%2B02:00";
        assertThat(desk.json(iso).get("messages").findValuesAsText("position.latitude"))
                .containsExactly("2");
        long from = (Desk.NOW_MS - 2 * HOUR_MS) / 1000;
        assertThat(desk.json("/v1/devices/111/messages?from=" + from).get("messages"))
                .hasSize(2);
        assertThat(desk.json("/v1/devices/111/messages?from=" + from + ".5").get("messages"))
                .hasSize(1);
    }

    @Test
    void shouldGiveTheLastDayUnlessAskedForMore() throws Exception {
        desk.journal.append("111", Desk.NOW_MS - 25 * HOUR_MS, 1);
        desk.journal.append("111", Desk.NOW_MS - 23 * HOUR_MS, 2);
        assertThat(desk.json("/v1/devices/111/messages").get("messages")).hasSize(1);
        assertThat(desk.json("/v1/devices/111/messages?from=0").get("messages")).hasSize(2);
    }

    @Test
    void shouldPageOneTrackersMessages() throws Exception {
        for (int i = 0; i < 3; i++) {
            desk.journal.append("111", Desk.NOW_MS, i);
        }
        JsonNode first = desk.json("/v1/devices/111/messages?limit=2");
        assertThat(first.get("cursor").asLong()).isEqualTo(102);
        JsonNode second = desk.json("/v1/devices/111/messages?limit=2&cursor=102");
        assertThat(second.get("messages").findValuesAsText("position.latitude")).containsExactly("2");
        assertThat(second.get("cursor").isNull()).isTrue();
    }

    @Test
    void shouldShowAMessageItCannotReadInsteadOfHidingIt() throws Exception {
        desk.journal.append("111", Desk.NOW_MS, ByteBuffer.wrap(new byte[] {99, 1, 2, 3}));
        desk.journal.append("111", Desk.NOW_MS, 2);
        JsonNode messages = desk.json("/v1/messages").get("messages");
        assertThat(messages).hasSize(2);
        assertThat(messages.get(0).get("error").asText()).startsWith("not readable by this version: ");
        assertThat(messages.get(0).get("message.position").asLong()).isEqualTo(100);
    }

    @Test
    @ExpectedErrors("The journal cannot be read")
    void shouldEndThePageWithAnErrorWhereTheDiskFails() throws Exception {
        desk.journal.append("111", Desk.NOW_MS, 1);
        desk.journal.append("111", Desk.NOW_MS, 2);
        desk.journal.breakFrom(101);
        JsonNode page = desk.json("/v1/messages");
        assertThat(page.get("messages")).hasSize(1);
        assertThat(page.get("cursor").asLong()).isEqualTo(101);
        assertThat(page.get("error").asText()).contains("bad sector");
    }

    @Test
    void shouldRefuseWrongParametersAndSayWhatWasExpected() throws Exception {
        refused("/v1/messages?limit=0", "limit is '0'", "1 to 10000");
        refused("/v1/messages?limit=10001", "limit is '10001'", "1 to 10000");
        refused("/v1/messages?cursor=101", "cursor is '101'", "at most 100");
        refused("/v1/messages?cursor=-1", "cursor is '-1'", "a whole number, 0 or more");
        refused("/v1/messages?cursor=1&cursor=2", "cursor is given 2 times", "it once");
        refused("/v1/messages?curser=1", "there is no parameter 'curser' here", "one of cursor, limit");
        refused("/v1/devices/1/messages?from=now", "from is 'now'", "UNIX seconds, or ISO 8601");
        refused("/v1/devices/a%20b/messages", "ident is 'a b'", "printable ASCII characters without space");
    }

    @Test
    void shouldTakeTimesAtTheEndsOfTheirRange() throws Exception {
        desk.journal.append("111", Desk.NOW_MS, 1);
        String path = "/v1/devices/111/messages?from=-999999999999&to=999999999999";
        assertThat(desk.json(path).get("messages")).hasSize(1);
        refused("/v1/devices/1/messages?to=9999999999999", "to is '9999999999999'", "UNIX seconds");
        refused("/v1/devices/1/messages?to=%2B999999999-12-31T00:00:00Z", "to is '+999999999", "UNIX seconds");
    }

    private void refused(String path, String detail, String expected) throws Exception {
        HttpResponse<String> response = desk.get(path);
        JsonNode body = desk.parse(response.body());
        assertThat(response.statusCode()).as(path).isEqualTo(400);
        assertThat(body.get("error").asText()).endsWith("_parameter");
        assertThat(body.get("detail").asText()).contains(detail);
        assertThat(body.get("expected").asText()).contains(expected);
    }
}
