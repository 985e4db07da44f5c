package io.fivenines.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import org.HdrHistogram.Histogram;

/** The one JSON object a command ends with; its fields stand in the order they were put. */
public final class Report {
    private static final double MICROS_PER_MS = 1_000;
    private static final MathContext FIGURES = new MathContext(4);

    private final ObjectNode json;

    public Report() {
        this(new ObjectMapper().createObjectNode());
    }

    private Report(ObjectNode json) {
        this.json = json;
    }

    public Report put(String name, long value) {
        json.put(name, value);
        return this;
    }

    public Report put(String name, boolean value) {
        json.put(name, value);
        return this;
    }

    public Report put(String name, String value) {
        json.put(name, value);
        return this;
    }

    /** To four figures: no measurement here is better than that. */
    public Report put(String name, double value) {
        if (Double.isFinite(value)) {
            json.put(
                    name,
                    new BigDecimal(value).round(FIGURES).stripTrailingZeros().doubleValue());
        } else {
            json.putNull(name);
        }
        return this;
    }

    /** Opens an object below this one. */
    public Report nest(String name) {
        return new Report(json.putObject(name));
    }

    /** Puts another object below this one. */
    public Report putAll(String name, Report other) {
        json.set(name, other.json);
        return this;
    }

    /** Latencies in milliseconds. */
    public Report putMs(String name, Histogram micros) {
        nest(name)
                .put("p50", micros.getValueAtPercentile(50) / MICROS_PER_MS)
                .put("p99", micros.getValueAtPercentile(99) / MICROS_PER_MS)
                .put("p999", micros.getValueAtPercentile(99.9) / MICROS_PER_MS)
                .put("max", micros.getMaxValue() / MICROS_PER_MS);
        return this;
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
