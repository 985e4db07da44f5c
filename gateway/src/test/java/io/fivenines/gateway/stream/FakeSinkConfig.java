package io.fivenines.gateway.stream;

/** Gives the one sink it has. */
record FakeSinkConfig(FakeSink sink) implements SinkConfig {
    @Override
    public String kind() {
        return "fake";
    }

    @Override
    public String target() {
        return "the test";
    }

    @Override
    public Sink open(Surroundings surroundings) {
        return sink;
    }
}
