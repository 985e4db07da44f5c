package io.fivenines.gateway.journal;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A piece of journal space that one caller fills with entries. It belongs to one thread at a time: to the caller until
 * {@link Journal#commit}, to the journal until the completion runs, then to the caller again until {@link #release()}.
 */
public final class Claim {
    /** What {@link #firstPosition()} says as long as the entries are not durable. */
    public static final long NOT_YET = -1;

    private static final int NONE = -1;

    private final ByteBuffer space;
    private final Consumer<Claim> home;
    private final int capacity;
    private int filled;
    private int begun = NONE;
    private int entries;
    private long firstPosition = NOT_YET;
    private boolean handedOver;
    private boolean released;

    /**
     * For engines.
     *
     * @param space its whole capacity is used, down to a multiple of 8
     * @param home where the claim goes when it is released
     */
    public Claim(ByteBuffer space, Consumer<Claim> home) {
        this.space = space.order(ByteOrder.BIG_ENDIAN);
        this.home = Objects.requireNonNull(home);
        this.capacity = space.capacity() & ~7;
    }

    /** Whether there is room for one more entry whose key and payload together have that many bytes. */
    public boolean fits(int bytes) {
        return bytes <= capacity - filled - Entry.HEADER_BYTES;
    }

    /**
     * Starts an entry.
     *
     * @param timeMs {@link Entry#NO_TIME} if it has none
     * @return the buffer to write the payload to, from its position up to its limit; the entry ends where its position
     *     is left
     * @throws BufferOverflowException if not even header and key fit, as the buffer itself does for the payload: the
     *     caller rolls back and goes on in another claim
     */
    public ByteBuffer begin(byte[] key, long timeMs) {
        mine();
        if (begun != NONE) {
            throw new IllegalStateException("An entry is open at byte " + begun + "; expected end() or rollback()");
        }
        if (key.length > Entry.KEY_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "Key of " + key.length + " bytes; expected at most " + Entry.KEY_BYTES_MAX);
        }
        if (!fits(key.length)) {
            throw new BufferOverflowException();
        }
        begun = filled;
        // An engine may have left the limit at the end of what was there: of nothing, after an empty claim.
        space.limit(capacity);
        Entry.start(space, begun, key.length, timeMs);
        space.position(Entry.keyFrom(begun));
        return space.put(key);
    }

    /** Closes the entry where the buffer's position stands. */
    public void end() {
        if (begun == NONE) {
            throw new IllegalStateException("No entry is open; expected begin() first");
        }
        int length = space.position() - begun;
        if (length < Entry.HEADER_BYTES + Entry.keyLength(space, begun)) {
            throw new IllegalStateException("Buffer moved back to " + space.position() + ", before the payload");
        }
        Entry.finish(space, begun, length);
        filled = begun + Entry.space(length);
        begun = NONE;
        entries++;
    }

    /** A place to return to by {@link #rollback}: the end of the last closed entry. */
    public int mark() {
        return filled;
    }

    /** Drops every entry begun since the mark, also one not yet ended. */
    public void rollback(int mark) {
        mine();
        if (mark < 0 || mark > filled) {
            throw new IllegalArgumentException("Mark " + mark + "; expected one taken here, at most " + filled);
        }
        for (int at = mark; at < filled; at += Entry.space(Entry.length(space, at))) {
            entries--;
        }
        filled = mark;
        begun = NONE;
    }

    /** How many entries are closed. */
    public int entries() {
        return entries;
    }

    /** How many bytes the closed entries take up, headers and padding included. */
    public int bytes() {
        return filled;
    }

    public boolean isEmpty() {
        return entries == 0;
    }

    /**
     * Position of the first entry, {@link #NOT_YET} before they are durable. In a journal of one part the others follow
     * without a gap.
     */
    public long firstPosition() {
        return firstPosition;
    }

    /** Gives the space back. Not while it is committed and its completion has not run. */
    public void release() {
        mine();
        if (released) {
            throw new IllegalStateException("Claim released twice");
        }
        released = true;
        home.accept(this);
    }

    private void mine() {
        // Bytes that change under the writer would be acknowledged and not be readable afterwards.
        if (handedOver) {
            throw new IllegalStateException("Claim is committed; expected its completion to have run");
        }
    }

    /** For engines: takes the claim out of its caller's hands until {@link #durableFrom}; answers its content. */
    public ByteBuffer handOver() {
        mine();
        ByteBuffer content = content();
        handedOver = true;
        return content;
    }

    /** For engines: the space itself, from 0 to the end of the closed entries. */
    public ByteBuffer content() {
        if (begun != NONE) {
            throw new IllegalStateException("An entry is open at byte " + begun + "; expected end() before commit");
        }
        return space.limit(filled).position(0);
    }

    /** For engines: says that the entries are durable from this position on, and gives the claim back. */
    public void durableFrom(long position) {
        handedOver = false;
        firstPosition = position;
    }

    /** For engines: empties the claim for its next user. */
    public Claim renew() {
        filled = 0;
        begun = NONE;
        entries = 0;
        firstPosition = NOT_YET;
        handedOver = false;
        released = false;
        return this;
    }
}
