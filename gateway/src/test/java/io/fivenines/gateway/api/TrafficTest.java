package io.fivenines.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fivenines.gateway.connection.LineTracker;
import io.fivenines.gateway.telemetry.Ident;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrafficTest {
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
    void shouldShowFramesBothWays() throws Exception {
        LineTracker tracker = desk.connect("111");
        try (Events events = desk.events("/v1/traffic/111")) {
            tracker.send("H\n");
            JsonNode in = desk.parse(events.next().data());
            assertThat(in.get("direction").asText()).isEqualTo("in");
            assertThat(in.get("hex").asText()).isEqualTo("480a");
            assertThat(in.get("timestamp").asLong()).isEqualTo(Desk.NOW_MS / 1000);
            JsonNode out = desk.parse(events.next().data());
            assertThat(out.get("direction").asText()).isEqualTo("out");
            assertThat(out.get("hex").asText()).isEqualTo("68");
        }
    }

    @Test
    void shouldRefuseASecondWatcherOfOneTracker() throws Exception {
        try (AutoCloseable first = desk.registry.watch(Ident.of("111"), new Watch(() -> null))) {
            HttpResponse<String> refused = desk.get("/v1/traffic/111");
            assertThat(refused.statusCode()).as("while %s is open", first).isEqualTo(409);
            assertThat(desk.parse(refused.body()).get("error").asText()).isEqualTo("conflict");
        }
    }
}
