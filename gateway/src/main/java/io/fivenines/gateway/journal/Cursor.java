package io.fivenines.gateway.journal;

import java.nio.ByteBuffer;

/**
 * A place in the journal that moves forward. For one thread at a time. The accessors speak of the entry that the last
 * {@link #next()} moved to; the buffers are read-only views that hold until the next call of it.
 */
public interface Cursor extends AutoCloseable {
    /**
     * Moves to the next durable entry. Damaged entries are passed over, counted and reported, never silently.
     *
     * @return false if there is none now
     * @throws java.io.UncheckedIOException if the disk cannot be read; the call may be repeated
     */
    boolean next();

    long position();

    /** When the journal took the entry, by this node's clock; never decreases from entry to entry. */
    long storedAtMs();

    /** The time the entry was given, {@link Entry#NO_TIME} if none. */
    long timeMs();

    ByteBuffer key();

    ByteBuffer payload();

    @Override
    void close();
}
