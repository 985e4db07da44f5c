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

    /** Where the entry lies, a number that no other entry of the journal has; within a part they grow. */
    long position();

    /** Where to go on reading everything behind that entry. */
    default Place place() {
        return Place.of(position() + 1);
    }

    /** When the journal took the entry, by its node's clock; of one node it never decreases within a part. */
    long storedAtMs();

    /** The time the entry was given, {@link Entry#NO_TIME} if none. */
    long timeMs();

    ByteBuffer key();

    ByteBuffer payload();

    /** Whether the entry is known to be in the other datacenter too; null where there is none. */
    default Boolean isCopied() {
        return null;
    }

    @Override
    void close();
}
