package io.fivenines.gateway.journal.local;

import io.fivenines.gateway.journal.Claim;
import io.fivenines.gateway.journal.Completion;
import io.fivenines.gateway.journal.Cursor;
import io.fivenines.gateway.journal.DamageListener;
import io.fivenines.gateway.journal.Feed;
import io.fivenines.gateway.journal.Journal;
import io.fivenines.gateway.journal.JournalStatus;
import io.fivenines.gateway.journal.Place;
import io.fivenines.gateway.journal.Recovery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.Thread.UncaughtExceptionHandler;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * The journal on this machine's disk, with its two threads: {@code journal-writer} takes committed claims, as many as
 * have gathered, writes them, forces them, and completes them; {@code journal-upkeep} does what can wait.
 */
public final class LocalJournal implements Journal {
    private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** How many ticks a close waits for a disk that refuses. */
    private static final int LAST_TRIES = 3;

    private final LocalEngine engine;
    private final UncaughtExceptionHandler handler;
    private final Thread writer;
    private final Thread upkeep;
    private volatile boolean closing;
    private volatile boolean writerDone;
    private boolean closed;

    private LocalJournal(LocalEngine engine, UncaughtExceptionHandler handler) {
        this.engine = engine;
        this.handler = handler;
        this.writer = new Thread(() -> guard(this::write), "journal-writer");
        this.upkeep = new Thread(() -> guard(this::keepUp), "journal-upkeep");
    }

    /**
     * Opens the journal in a storage's folder, repairs what a crash left, and starts.
     *
     * @param random for salts, which must not be guessable from outside
     * @param handler told when a journal thread dies or a callback throws: an impossible state, so end the process
     * @throws IOException if the folder is in use or cannot be read
     */
    public static LocalJournal open(
            LocalJournalConfig config,
            Storage storage,
            InstantSource clock,
            RandomGenerator random,
            DamageListener damages,
            UncaughtExceptionHandler handler)
            throws IOException {
        LocalJournal journal =
                new LocalJournal(LocalEngine.open(config, storage, clock, random, damages, handler), handler);
        journal.writer.start();
        journal.upkeep.start();
        return journal;
    }

    private void guard(Runnable work) {
        try {
            work.run();
        } catch (Throwable e) {
            engine.fail(Thread.currentThread().getName() + " died of " + e);
            handler.uncaughtException(Thread.currentThread(), e);
        } finally {
            if (Thread.currentThread() == writer) {
                writerDone = true;
                engine.upkeepBell().ring();
            }
        }
    }

    private void write() {
        int tries = 0;
        while (!closing || (!engine.isIdle() && tries < LAST_TRIES)) {
            // An interrupt would close the file under the writer; whoever sent it has no say here.
            Thread.interrupted();
            if (engine.writeOnce()) {
                tries = 0;
                continue;
            }
            if (closing && engine.isStuck()) {
                tries++;
            }
            engine.writerBell().await(TICK_NANOS);
        }
    }

    private void keepUp() {
        while (!writerDone) {
            Thread.interrupted();
            engine.upkeepOnce();
            engine.upkeepBell().await(TICK_NANOS);
        }
    }

    @Override
    public Claim claim() {
        return engine.claim();
    }

    @Override
    public void whenSpace(Runnable task) {
        engine.whenSpace(task);
    }

    @Override
    public void commit(Claim claim, Completion done) {
        engine.commit(claim, done);
    }

    @Override
    public Cursor cursor(Place from) {
        return engine.cursor(from.at(0));
    }

    @Override
    public Cursor cursor(byte[] key, long fromMs, long toMs) {
        return engine.cursor(key, fromMs, toMs);
    }

    @Override
    public Place first() {
        return Place.of(engine.first());
    }

    @Override
    public Place end() {
        return Place.of(engine.end());
    }

    @Override
    public String covers() {
        return "what was stored on this node, as far back as its retention reaches";
    }

    @Override
    public Feed feed(String name) {
        return engine.feed(name);
    }

    @Override
    public AutoCloseable onAppend(Runnable task) {
        return engine.onAppend(task);
    }

    @Override
    public JournalStatus status() {
        return engine.status();
    }

    @Override
    public Recovery recovery() {
        return engine.recovery();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        engine.fail("closed");
        closing = true;
        engine.writerBell().ring();
        join(writer);
        join(upkeep);
        try {
            boolean complete = engine.isIdle();
            engine.close();
            if (!complete) {
                throw new IOException("Closed with claims that could not be made durable; none of them was completed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
