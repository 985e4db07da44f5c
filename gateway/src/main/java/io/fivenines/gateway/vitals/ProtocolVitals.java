package io.fivenines.gateway.vitals;

import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import java.util.Map;

/** What is counted for one protocol. Any thread may call; nothing allocates but {@link #closed}. */
public final class ProtocolVitals {
    private final Counter.Child records;
    private final Map<Enum<?>, Counter.Child> framesByVerdict;
    private final Counter.Child garbage;
    private final Gauge.Child connections;
    private final Counter.Child opened;
    private final Counter.Child recognised;
    private final Histogram.Child acks;
    private final Counter closed;
    private final String protocol;

    ProtocolVitals(ProtocolFamilies families, String protocol, Map<Enum<?>, Counter.Child> framesByVerdict) {
        this.protocol = protocol;
        this.framesByVerdict = framesByVerdict;
        records = families.records.labels(protocol);
        garbage = families.garbage.labels(protocol);
        connections = families.connections.labels(protocol);
        opened = families.opened.labels(protocol);
        recognised = families.recognised.labels(protocol);
        acks = families.acks.labels(protocol);
        closed = families.closed;
    }

    /** That many records are durable. */
    public void records(int count) {
        records.inc(count);
    }

    /**
     * A frame was judged.
     *
     * @param verdict one of those {@link Vitals} was made with
     */
    public void frame(Enum<?> verdict) {
        framesByVerdict.get(verdict).inc();
    }

    /** So many bytes were dropped on the way to the next frame. */
    public void garbage(int bytes) {
        garbage.inc(bytes);
    }

    /** A frame was answered that long after it was read. */
    public void ack(double seconds) {
        acks.observe(seconds);
    }

    public void opened() {
        opened.inc();
        connections.inc();
    }

    /** A connection to a port for several protocols turned out to be of this one. */
    public void recognised() {
        recognised.inc();
        connections.inc();
    }

    /** A connection counts for another protocol from here on. */
    public void left() {
        connections.dec();
    }

    /**
     * A connection ended.
     *
     * @param reason one of a few words in lower case, never what a stranger sent: each becomes a time series
     */
    public void closed(String reason) {
        closed.labels(protocol, reason).inc();
        connections.dec();
    }
}
