package io.fivenines.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fivenines.testing.ExpectedErrors;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TailTest {
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
    void shouldShowOnlyWhatComesAfterwards() throws Exception {
        desk.journal.append("111", Desk.NOW_MS, 1);
        try (Events events = desk.events("/v1/messages/tail")) {
            desk.journal.append("111", Desk.NOW_MS, 2);
            Events.Event event = events.next();
            assertThat(event.id()).isEqualTo("102");
            assertThat(desk.parse(event.data()).get("position.latitude").asInt())
                    .isEqualTo(2);
        }
    }

    @Test
    void shouldShowOneTrackerOnlyIfAsked() throws Exception {
        try (Events events = desk.events("/v1/messages/tail?ident=222")) {
            desk.journal.append("111", Desk.NOW_MS, 1);
            desk.journal.append("222", Desk.NOW_MS, 2);
            assertThat(desk.parse(events.next().data()).get("ident").asText()).isEqualTo("222");
        }
    }

    @Test
    void shouldGoOnWhereAClientWasThatComesBack() throws Exception {
        for (int i = 0; i < 3; i++) {
            desk.journal.append("111", Desk.NOW_MS, i);
        }
        try (Events events = desk.events("/v1/messages/tail", "Last-Event-ID", "101")) {
            assertThat(events.next().id()).isEqualTo("102");
            assertThat(events.next().id()).isEqualTo("103");
        }
    }

    @Test
    void shouldTellAClientThatWaitsForOneTrackerHowFarItIs() throws Exception {
        try (Events events = desk.events("/v1/messages/tail?ident=222")) {
            for (int i = 0; i < Desk.LAG_MAX; i++) {
                desk.journal.append("111", Desk.NOW_MS, i);
            }
            desk.journal.append("222", Desk.NOW_MS, 1);
            assertThat(events.next().id()).isEqualTo("1101");
            assertThat(events.ids()).as("one without an event, on the way").hasSizeGreaterThan(1);
        }
    }

    @Test
    @ExpectedErrors("The journal cannot be read")
    void shouldEndTheStreamWhereTheDiskFails() throws Exception {
        try (Events events = desk.events("/v1/messages/tail")) {
            desk.journal.append("111", Desk.NOW_MS, 1);
            assertThat(events.next().id()).isEqualTo("101");
            desk.journal.breakFrom(101);
            desk.journal.append("111", Desk.NOW_MS, 1);
            assertThat(events.next().name()).isEqualTo("failed");
            assertThat(events.next()).isNull();
        }
    }

    @Test
    void shouldSayWhatItSkipsForAClientThatWasAwayTooLong() throws Exception {
        for (int i = 0; i <= Desk.LAG_MAX; i++) {
            desk.journal.append("111", Desk.NOW_MS, i);
        }
        try (Events events = desk.events("/v1/messages/tail", "Last-Event-ID", "100")) {
            Events.Event skipped = events.next();
            assertThat(skipped.name()).isEqualTo("skipped");
            assertThat(desk.parse(skipped.data()).get("cursor").asLong()).isEqualTo(100);
            assertThat(desk.parse(skipped.data()).get("end").asLong()).isEqualTo(101 + Desk.LAG_MAX);
        }
    }

    @Test
    void shouldCutOffASlowClientAndTellItWhereToGoOn() throws Exception {
        try (Events events = desk.events("/v1/messages/tail")) {
            for (int i = 0; i < 100_000; i++) {
                desk.journal.append("111", Desk.NOW_MS, i);
            }
            List<Events.Event> seen = new ArrayList<>();
            for (Events.Event event = events.next(); event != null; event = events.next()) {
                seen.add(event);
            }
            Events.Event last = seen.get(seen.size() - 1);
            assertThat(last.name()).isEqualTo("cut");
            assertThat(desk.parse(last.data()).get("cursor").asText())
                    .isEqualTo(seen.get(seen.size() - 2).id());
        }
        assertThat(desk.get("/metrics").body()).contains("fivenines_gateway_api_streams_cut_total 1.0");
    }

    @Test
    void shouldLetInSoManyStreamsAndNoMore() throws Exception {
        List<Events> open = new ArrayList<>();
        for (int i = 0; i < Desk.STREAMS_MAX; i++) {
            open.add(desk.events("/v1/messages/tail"));
        }
        HttpResponse<String> refused = desk.get("/v1/messages/tail");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(desk.parse(refused.body()).get("error").asText()).isEqualTo("too_many_streams");
        for (Events events : open) {
            events.close();
        }
    }

    @Test
    void shouldNoticeAClientThatLeaves() throws Exception {
        desk.events("/v1/messages/tail").close();
        await().until(() -> {
            desk.journal.append("111", Desk.NOW_MS, 1);
            return desk.json("/v1/status").get("streams").asInt() == 0;
        });
    }

    @Test
    void shouldEndTheStreamsWhenTheGatewayStops() throws Exception {
        try (Events events = desk.events("/v1/messages/tail")) {
            desk.api.close();
            assertThat(events.next().name()).isEqualTo("closing");
            assertThat(events.next()).isNull();
        }
    }
}
