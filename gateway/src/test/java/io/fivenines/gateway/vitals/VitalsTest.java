package io.fivenines.gateway.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class VitalsTest {
    private final Vitals vitals = new Vitals(Light.values());

    @Test
    void shouldShowEveryVerdictOfAProtocolFromTheStart() throws IOException {
        vitals.protocol("gt06").frame(Light.RED);
        assertThat(page())
                .contains("fivenines_gateway_frames_total{protocol=\"gt06\",verdict=\"green\",} 0.0")
                .contains("fivenines_gateway_frames_total{protocol=\"gt06\",verdict=\"red\",} 1.0");
    }

    @Test
    void shouldGiveTheSameBundleForTheSameProtocol() {
        assertThat(vitals.protocol("gt06")).isSameAs(vitals.protocol("gt06")).isNotSameAs(vitals.protocol("h02"));
    }

    @Test
    void shouldCountConnectionsUpAndDown() throws IOException {
        ProtocolVitals h02 = vitals.protocol("h02");
        h02.opened();
        h02.opened();
        h02.closed("idle");
        assertThat(page())
                .contains("fivenines_gateway_connections{protocol=\"h02\",} 1.0")
                .contains("fivenines_gateway_connections_opened_total{protocol=\"h02\",} 2.0")
                .contains("fivenines_gateway_connections_closed_total{protocol=\"h02\",reason=\"idle\",} 1.0");
    }

    @Test
    void shouldNotShowWhenEachSeriesBegan() throws IOException {
        vitals.protocol("h02").records(1);
        assertThat(page()).doesNotContain("_created");
    }

    @Test
    void shouldCountRecordsGarbageAndBytes() throws IOException {
        vitals.protocol("h02").records(3);
        vitals.protocol("h02").garbage(7);
        vitals.received(100);
        vitals.repeats(2);
        assertThat(page())
                .contains("fivenines_gateway_records_total{protocol=\"h02\",} 3.0")
                .contains("fivenines_gateway_garbage_bytes_total{protocol=\"h02\",} 7.0")
                .contains("fivenines_gateway_bytes_received_total 100.0")
                .contains("fivenines_gateway_repeats_total 2.0");
    }

    @Test
    void shouldSortAcknowledgementsIntoBucketsFromAQuarterMillisecondToTenSeconds() throws IOException {
        vitals.protocol("h02").ack(.0002);
        vitals.protocol("h02").ack(11);
        assertThat(page())
                .contains("fivenines_gateway_ack_seconds_bucket{protocol=\"h02\",le=\"2.5E-4\",} 1.0")
                .contains("fivenines_gateway_ack_seconds_bucket{protocol=\"h02\",le=\"10.0\",} 1.0")
                .contains("fivenines_gateway_ack_seconds_bucket{protocol=\"h02\",le=\"+Inf\",} 2.0");
    }

    @Test
    void shouldReadAGaugeWhenAsked() throws IOException {
        AtomicInteger value = new AtomicInteger(1);
        vitals.gauge("fivenines_gateway_lanes", "Lanes.", value::get);
        value.set(5);
        assertThat(page()).contains("fivenines_gateway_lanes 5.0");
    }

    @Test
    void shouldShowJvmAndNettyMemory() throws IOException {
        vitals.watchProcess();
        assertThat(page()).contains("jvm_memory_bytes_used").contains("fivenines_gateway_netty_direct_bytes");
    }

    private String page() throws IOException {
        StringWriter out = new StringWriter();
        vitals.write(out);
        return out.toString();
    }

    private enum Light {
        GREEN,
        RED
    }
}
