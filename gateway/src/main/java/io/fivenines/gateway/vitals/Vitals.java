package io.fivenines.gateway.vitals;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetric;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.GaugeMetricFamily;
import io.prometheus.client.Histogram;
import io.prometheus.client.exporter.common.TextFormat;
import io.prometheus.client.hotspot.DefaultExports;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

/**
 * Every number this gateway shows to Prometheus. Whoever counts often keeps what {@link #protocol} gives: looking it up
 * costs more than counting. Any thread may call.
 */
public final class Vitals {
    /** When each series began, which nobody asks and which is half the page. */
    private static final String CREATED = "_created";

    private final CollectorRegistry registry = new CollectorRegistry(true);
    private final Map<String, ProtocolVitals> protocols = new ConcurrentHashMap<>();
    private final ProtocolFamilies families;
    private final Counter bytesReceived = Counter.build(
                    "fivenines_gateway_bytes_received_total", "Bytes read from trackers.")
            .register(registry);
    private final Counter repeats = Counter.build(
                    "fivenines_gateway_repeats_total",
                    "Records that repeated one of the same connection and were acknowledged but not stored again.")
            .register(registry);
    private final Gauge pausedReaders = Gauge.build(
                    "fivenines_gateway_reading_paused", "Connections whose socket is not read now, for want of space.")
            .register(registry);
    private final Histogram commits = Durations.histogram(
                    "fivenines_journal_commit_seconds", "From handing a batch to the disk until it is durable.")
            .register(registry);

    /**
     * Numbers that are all zero.
     *
     * @param verdicts every verdict on a frame there is, so that each is shown from the start
     */
    public Vitals(Enum<?>... verdicts) {
        families = new ProtocolFamilies(registry, List.of(verdicts));
    }

    /** The bundle of one protocol; the same object for the same name. */
    public ProtocolVitals protocol(String name) {
        return protocols.computeIfAbsent(name, families::of);
    }

    public void received(int bytes) {
        bytesReceived.inc(bytes);
    }

    public void repeats(int records) {
        repeats.inc(records);
    }

    public void readingPaused() {
        pausedReaders.inc();
    }

    public void readingResumed() {
        pausedReaders.dec();
    }

    public void committed(double seconds) {
        commits.observe(seconds);
    }

    /** A number that is read whenever somebody asks for the metrics. */
    public void gauge(String name, String help, DoubleSupplier value) {
        new Collector() {
            @Override
            public List<MetricFamilySamples> collect() {
                return List.of(new GaugeMetricFamily(name, help, value.getAsDouble()));
            }
        }.register(registry);
    }

    /** Adds what the JVM and Netty say of themselves. */
    public void watchProcess() {
        DefaultExports.register(registry);
        if (ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider provider) {
            ByteBufAllocatorMetric metric = provider.metric();
            gauge(
                    "fivenines_gateway_netty_direct_bytes",
                    "Direct memory Netty's buffers take up.",
                    metric::usedDirectMemory);
        }
    }

    /** Where a part with metrics of its own registers them. */
    public CollectorRegistry registry() {
        return registry;
    }

    /** Everything, as Prometheus reads it: {@link TextFormat#CONTENT_TYPE_004}. */
    public void write(Writer out) throws IOException {
        TextFormat.write004(out, registry.filteredMetricFamilySamples(name -> !name.endsWith(CREATED)));
    }
}
