package io.fivenines.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fivenines.gateway.vitals.Condition;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusTest {
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
    void shouldLiveAlsoWhileItIsNotReady() throws Exception {
        desk.health.condition("listeners", "not bound yet");
        assertThat(desk.json("/healthz").get("status").asText()).isEqualTo("alive");
    }

    @Test
    void shouldBeReadyOnlyWhileEveryConditionHoldsAndSayWhyNot() throws Exception {
        Condition listeners = desk.health.condition("listeners", "not bound yet");
        HttpResponse<String> response = desk.get("/readyz");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(desk.parse(response.body()).at("/conditions/listeners").asText())
                .isEqualTo("not bound yet");
        assertThat(desk.send(desk.request("/readyz").method("HEAD", BodyPublishers.noBody()))
                        .statusCode())
                .as("as some load balancers ask")
                .isEqualTo(503);
        listeners.holds();
        JsonNode ready = desk.json("/readyz");
        assertThat(ready.get("ready").asBoolean()).isTrue();
        assertThat(ready.at("/conditions/listeners").asText()).isEqualTo("ok");
    }

    @Test
    void shouldShowMetricsAsPrometheusReadsThem() throws Exception {
        desk.vitals.protocol("line").records(3);
        HttpResponse<String> response = desk.get("/metrics");
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain; version=0.0.4");
        assertThat(response.body()).contains("fivenines_gateway_records_total{protocol=\"line\",} 3.0");
    }

    @Test
    void shouldShowTheNodeAtAGlance() throws Exception {
        desk.connect("111");
        desk.journal.complain("disk full");
        JsonNode status = desk.json("/v1/status");
        assertThat(status.get("node").asText()).isEqualTo("node-1");
        assertThat(status.get("uptime").asInt()).isEqualTo(60);
        assertThat(status.get("connections").asInt()).isEqualTo(1);
        assertThat(status.at("/journal/writable").asBoolean()).isFalse();
        assertThat(status.at("/journal/reason").asText()).isEqualTo("disk full");
        assertThat(status.at("/journal/recovery/took").asDouble()).isEqualTo(0.012);
    }
}
