package io.fivenines.gateway.connection;

import io.fivenines.gateway.journal.Claim;
import io.fivenines.gateway.journal.Completion;
import io.fivenines.gateway.journal.Cursor;
import io.fivenines.gateway.journal.Entry;
import io.fivenines.gateway.journal.Feed;
import io.fivenines.gateway.journal.Journal;
import io.fivenines.gateway.journal.JournalStatus;
import io.fivenines.gateway.journal.Place;
import io.fivenines.gateway.journal.Recovery;
import io.fivenines.gateway.telemetry.MessageReader;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A journal whose disk is the test: nothing is durable before {@link #sync()}. */
final class FakeJournal implements Journal {
    private record Committed(Claim claim, Completion done) {}

    private final Deque<Committed> committed = new ArrayDeque<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private int free;

    FakeJournal(int claims) {
        free = claims;
    }

    /** Makes the oldest commit durable. */
    void sync() {
        Committed oldest = committed.remove();
        ByteBuffer content = oldest.claim.content();
        for (int at = 0; at < content.limit(); at += Entry.space(Entry.length(content, at))) {
            int payload = Entry.payloadFrom(content, at);
            messages.add(new MessageReader()
                    .read(
                            messages.size(),
                            0,
                            Entry.timeMs(content, at),
                            content.slice(Entry.keyFrom(at), Entry.keyLength(content, at)),
                            content.slice(payload, at + Entry.length(content, at) - payload))
                    .json(new StringBuilder())
                    .toString());
        }
        oldest.done.onDurable(oldest.claim);
    }

    int commits() {
        return committed.size();
    }

    /** Claims nobody holds. */
    int free() {
        return free;
    }

    /** The durable messages, as JSON. */
    List<String> messages() {
        return messages;
    }

    @Override
    public Claim claim() {
        if (free == 0) {
            return null;
        }
        free--;
        return new Claim(ByteBuffer.allocate(64 * 1024), this::released);
    }

    private void released(Claim claim) {
        free++;
        List<Runnable> tasks = List.copyOf(waiting);
        waiting.clear();
        tasks.forEach(Runnable::run);
    }

    @Override
    public void whenSpace(Runnable task) {
        waiting.add(task);
    }

    @Override
    public void commit(Claim claim, Completion done) {
        committed.add(new Committed(claim, done));
    }

    @Override
    public Cursor cursor(Place from) {
        throw new UnsupportedOperationException("not read in these tests");
    }

    @Override
    public Cursor cursor(byte[] key, long fromMs, long toMs) {
        throw new UnsupportedOperationException("not read in these tests");
    }

    @Override
    public Place first() {
        throw new UnsupportedOperationException("not read in these tests");
    }

    @Override
    public Place end() {
        throw new UnsupportedOperationException("not read in these tests");
    }

    @Override
    public String covers() {
        throw new UnsupportedOperationException("not read in these tests");
    }

    @Override
    public Feed feed(String name) {
        throw new UnsupportedOperationException("not read in these tests");
    }

    @Override
    public AutoCloseable onAppend(Runnable task) {
        return () -> {};
    }

    @Override
    public JournalStatus status() {
        throw new UnsupportedOperationException("not asked in these tests");
    }

    @Override
    public Recovery recovery() {
        throw new UnsupportedOperationException("not asked in these tests");
    }

    @Override
    public void close() {}
}
