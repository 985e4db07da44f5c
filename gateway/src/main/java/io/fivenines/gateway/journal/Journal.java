package io.fivenines.gateway.journal;

/**
 * Durable ordered log of entries: an opaque key, a time, and bytes.
 *
 * <p>An acknowledgement to a tracker is a promise, and this is where it is kept: what {@link Completion#onDurable} was
 * called for survives a kill and a power cut. The way of an entry: {@link #claim()} hands out space, the caller fills
 * it, {@link #commit} hands it over, the completion runs once it is durable, {@link Claim#release()} gives the space
 * back. The number of claims bounds the memory in flight on this node; when there is none, the caller stops reading
 * its sockets and asks to be told by {@link #whenSpace}.
 */
public interface Journal extends AutoCloseable {
    /**
     * Space for entries. Any thread may call.
     *
     * @return null while every claim is in flight, the journal cannot write, or it is closed
     */
    Claim claim();

    /**
     * Runs the task once, on a journal thread, as soon as {@link #claim()} has a chance (at once if it has one now). A
     * chance is not a right: another thread may be faster, then ask again. Never runs once the journal is closed.
     */
    void whenSpace(Runnable task);

    /**
     * Hands a filled claim over; claims become durable in the order of the calls. An empty claim is completed in its
     * turn like any other. The claim belongs to the journal until {@code done} runs: once, on a journal thread, after
     * every entry of it is durable; never before, never on failure. The caller then calls {@link Claim#release()}. A
     * claim committed after {@link #close()} is dropped and never completes.
     */
    void commit(Claim claim, Completion done);

    /**
     * Reads durable entries from a place on, for ever, in order within each part: {@link Cursor#next()} false means
     * nothing more for now. What retention removed is passed over.
     */
    Cursor cursor(Place from);

    /** The same for a journal of one part. */
    default Cursor cursor(long position) {
        return cursor(Place.of(position));
    }

    /**
     * Entries of one key whose time is within both bounds (inclusive), in order of position, up to the durable end of
     * now. An entry without a time counts with the time it was stored at.
     */
    Cursor cursor(byte[] key, long fromMs, long toMs);

    /**
     * Before the oldest entry that retention has left.
     *
     * @throws java.io.UncheckedIOException if that cannot be found out now
     */
    Place first();

    /**
     * Behind the last durable entry.
     *
     * @throws java.io.UncheckedIOException if that cannot be found out now
     */
    Place end();

    /** What can be read back, in words for whoever reads. */
    String covers();

    /**
     * Opens the reader of that name; it must be closed before the journal is.
     *
     * @param name {@link Feed#NAME}
     * @throws IllegalStateException if this process has it open already
     * @throws java.io.UncheckedIOException if it cannot be found out how far it came
     */
    Feed feed(String name);

    /**
     * Runs the task after each durable batch, on a journal thread: it holds up every acknowledgement, so it must only
     * wake somebody.
     *
     * @return closing it stops the calls
     */
    AutoCloseable onAppend(Runnable task);

    JournalStatus status();

    /** What opening this journal found and repaired. */
    Recovery recovery();

    /**
     * Everything committed is durable before this returns.
     *
     * @throws java.io.UncheckedIOException if the disk refuses to take it; nothing of that was completed, so nothing of
     *     it was acknowledged
     */
    @Override
    void close();
}
