package io.fivenines.gateway.stream.file;

import io.fivenines.gateway.stream.Sink;
import io.fivenines.gateway.stream.SinkConfig;

/** Standard output, one JSON object a line. */
public record OutSinkConfig() implements SinkConfig {
    @Override
    public String kind() {
        return "stdout";
    }

    @Override
    public String target() {
        return "standard output";
    }

    @Override
    public Sink open(Surroundings surroundings) {
        return new OutSink(surroundings.out());
    }
}
