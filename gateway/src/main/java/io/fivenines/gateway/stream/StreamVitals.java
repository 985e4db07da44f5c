package io.fivenines.gateway.stream;

import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What Prometheus is shown of the streams, looked up whenever it asks. */
final class StreamVitals extends Collector {
    private static final String PREFIX = "fivenines_stream_";
    private static final List<String> LABELS = List.of("stream");

    private final Supplier<List<StreamStatus>> streams;
    private final InstantSource clock;

    StreamVitals(Supplier<List<StreamStatus>> streams, InstantSource clock) {
        this.streams = streams;
        this.clock = clock;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        List<StreamStatus> now = streams.get();
        long nowMs = clock.millis();
        List<MetricFamilySamples> all = new ArrayList<>();
        all.add(gauge(now, "lag_records", "Stored and not delivered.", StreamStatus::lagRecords));
        all.add(gauge(now, "lag_seconds", "Age of the oldest not delivered.", one -> one.lagSeconds(nowMs)));
        all.add(gauge(now, "up", "1 while it gets on.", one -> one.trouble().isEmpty() ? 1 : 0));
        all.add(counter(
                now,
                "delivered",
                "Messages its sink confirmed.",
                one -> one.counts().delivered()));
        all.add(counter(
                now, "failed", "Deliveries not confirmed.", one -> one.counts().failed()));
        all.add(counter(
                now,
                "left_out",
                "Messages its filter left out.",
                one -> one.counts().leftOut()));
        all.add(counter(
                now,
                "put_aside",
                "Messages its sink refused.",
                one -> one.aside().messages()));
        all.add(counter(
                now,
                "skipped",
                "Removed by retention before delivery.",
                one -> one.counts().skipped()));
        return all;
    }

    private static MetricFamilySamples gauge(
            List<StreamStatus> streams, String name, String help, ToDoubleFunction<StreamStatus> value) {
        GaugeMetricFamily family = new GaugeMetricFamily(PREFIX + name, help, LABELS);
        streams.forEach(one -> family.addMetric(List.of(one.name()), value.applyAsDouble(one)));
        return family;
    }

    private static MetricFamilySamples counter(
            List<StreamStatus> streams, String name, String help, ToDoubleFunction<StreamStatus> value) {
        CounterMetricFamily family = new CounterMetricFamily(PREFIX + name, help, LABELS);
        streams.forEach(one -> family.addMetric(List.of(one.name()), value.applyAsDouble(one)));
        return family;
    }
}
