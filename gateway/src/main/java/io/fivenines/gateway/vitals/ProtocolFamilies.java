package io.fivenines.gateway.vitals;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The metrics that are counted for each protocol. */
final class ProtocolFamilies {
    private static final String PROTOCOL = "protocol";

    final Counter records;
    final Counter frames;
    final Counter garbage;
    final Gauge connections;
    final Counter opened;
    final Counter recognised;
    final Counter closed;
    final Histogram acks;
    private final List<Enum<?>> verdicts;

    ProtocolFamilies(CollectorRegistry registry, List<Enum<?>> verdicts) {
        this.verdicts = verdicts;
        records = Counter.build("fivenines_gateway_records_total", "Records durable in the journal.")
                .labelNames(PROTOCOL)
                .register(registry);
        frames = Counter.build("fivenines_gateway_frames_total", "Frames judged, by verdict.")
                .labelNames(PROTOCOL, "verdict")
                .register(registry);
        garbage = Counter.build(
                        "fivenines_gateway_garbage_bytes_total", "Bytes dropped because they belong to no frame.")
                .labelNames(PROTOCOL)
                .register(registry);
        connections = Gauge.build("fivenines_gateway_connections", "Connections open now.")
                .labelNames(PROTOCOL)
                .register(registry);
        opened = Counter.build("fivenines_gateway_connections_opened_total", "Connections accepted.")
                .labelNames(PROTOCOL)
                .register(registry);
        recognised = Counter.build(
                        "fivenines_gateway_connections_recognised_total",
                        "Connections to a port for several protocols that turned out to be of this one.")
                .labelNames(PROTOCOL)
                .register(registry);
        closed = Counter.build("fivenines_gateway_connections_closed_total", "Connections closed, by reason.")
                .labelNames(PROTOCOL, "reason")
                .register(registry);
        acks = Durations.histogram(
                        "fivenines_gateway_ack_seconds", "From reading a frame until its acknowledgement is sent.")
                .labelNames(PROTOCOL)
                .register(registry);
    }

    ProtocolVitals of(String protocol) {
        Map<Enum<?>, Counter.Child> byVerdict = new HashMap<>();
        for (Enum<?> verdict : verdicts) {
            byVerdict.put(verdict, frames.labels(protocol, verdict.name().toLowerCase(Locale.ROOT)));
        }
        return new ProtocolVitals(this, protocol, byVerdict);
    }
}
