package io.fivenines.benchmarks.sink;

import java.io.IOException;

/** The other end of a stream. */
public interface Receiver extends AutoCloseable {
    /** What a stream's configuration has for it, below {@code streams}: one line each, of the second level. */
    String[] configuration();

    /** Takes it away. */
    void kill() throws IOException, InterruptedException;

    /** Brings it back on what it had. */
    void restart() throws IOException, InterruptedException;

    /** Every message that came out at its other end until now. */
    Delivered delivered() throws IOException, InterruptedException;

    @Override
    void close();
}
