package io.fivenines.gateway.journal;

import java.nio.ByteBuffer;
import java.util.regex.Pattern;

/**
 * A reader of the journal with a name, which remembers durably how far its entries were delivered. For one thread at a
 * time. A reader opened under the same name, in another process or after a crash, goes on behind the last
 * {@link #commit()}, under a new name with the oldest entry there is: every entry is read at least once, and those of
 * one key in their order. Where several nodes share one journal, they share the entries of a name out among them, all
 * of one key to the same node; what one of them had not committed when it died, another reads.
 *
 * <p>A node keeps its share only as long as it shows that it lives: {@link #next()}, {@link #rewind()} or
 * {@link #lag()} is called at least once a minute, also while nothing can be delivered.
 */
public interface Feed extends AutoCloseable {
    /** What a name may be: it becomes part of a file's name, or a group's. */
    Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    /** The name, if it may be one. */
    static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Feed '" + name + "'; expected " + NAME.pattern());
        }
        return name;
    }

    /**
     * Moves to the next durable entry of this node's share. The accessors speak of it; the buffers are read-only views
     * that hold until the next call.
     *
     * @return false if there is none now; ask again after {@link Journal#onAppend}, and after a second at the latest:
     *     of what another node appends this one is not told
     * @throws java.io.UncheckedIOException if it cannot be read now; the call may be repeated
     */
    boolean next();

    /** Where the entry lies, as a reader may quote it: a number, or more where a journal has several parts. */
    String position();

    /** When the journal took the entry, ms since 1970. */
    long storedAtMs();

    /** The time the entry was given, {@link Entry#NO_TIME} if none. */
    long timeMs();

    ByteBuffer key();

    ByteBuffer payload();

    /**
     * Everything moved past so far was delivered. Durable when this returns.
     *
     * @throws java.io.UncheckedIOException if it cannot be remembered now, or this node's share went to another one in
     *     the meantime; what was delivered may be read again
     */
    void commit();

    /** Goes back to the entry behind the last commit that succeeded, to deliver again. */
    void rewind();

    /**
     * Whether entries that were moved past and not committed went to another node, which delivers them: whoever still
     * has them in hand, and did not get rid of them, is to {@link #rewind()}, which ends this, and to read anew. Of one
     * node's own journal it is never so.
     */
    default boolean lostSome() {
        return false;
    }

    /** How far this node's share is behind. */
    Lag lag();

    /** Without a commit. */
    @Override
    void close();

    /**
     * What is still to be delivered.
     *
     * @param entries durable and not committed
     * @param oldestStoredAtMs when the oldest of them was stored; {@link Entry#NO_TIME} if there is none
     * @param skipped entries that retention removed before they were read, since this reader was opened
     */
    record Lag(long entries, long oldestStoredAtMs, long skipped) {}
}
