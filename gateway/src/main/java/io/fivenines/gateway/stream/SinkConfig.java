package io.fivenines.gateway.stream;

import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;

/** How one sink is reached; each kind has its own. Checked when made; making the sink opens no connection. */
public interface SinkConfig {
    /** As it is called in the configuration. */
    String kind();

    /** Where the messages go, for an operator; without secrets. */
    String target();

    /**
     * Makes the sink.
     *
     * @throws IllegalArgumentException if a file it names cannot be used
     */
    Sink open(Surroundings surroundings);

    /**
     * What a sink is handed of the world.
     *
     * @param stream the stream's name
     * @param timeout after which a delivery that is not confirmed has failed
     * @param out standard output
     */
    record Surroundings(String stream, Duration timeout, InstantSource clock, OutputStream out) {}
}
