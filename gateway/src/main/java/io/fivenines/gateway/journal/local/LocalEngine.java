package io.fivenines.gateway.journal.local;

import io.fivenines.gateway.journal.Bell;
import io.fivenines.gateway.journal.Callbacks;
import io.fivenines.gateway.journal.Claim;
import io.fivenines.gateway.journal.ClaimPool;
import io.fivenines.gateway.journal.Completion;
import io.fivenines.gateway.journal.Cursor;
import io.fivenines.gateway.journal.DamageListener;
import io.fivenines.gateway.journal.Feed;
import io.fivenines.gateway.journal.JournalStatus;
import io.fivenines.gateway.journal.Recovery;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.Thread.UncaughtExceptionHandler;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;

/**
 * The local journal without its threads: somebody calls {@link #writeOnce()} as the writer and {@link #upkeepOnce()} as
 * upkeep, two threads in production, one after the other in a simulation.
 */
final class LocalEngine {
    private static final JournalStatus.Promise PROMISE =
            new JournalStatus.Promise("on this machine's disk, synced", false);

    private final Closeable lock;
    private final Storage storage;
    private final DamageLog damages;
    private final Segments segments;
    private final Recovery recovery;
    private final Bell writerBell = new Bell();
    private final Bell upkeepBell = new Bell();
    private final ClaimPool pool;
    private final ArrayBlockingQueue<Commit> committed;
    private final Callbacks callbacks;
    private final Spares spares;
    private final Appender appender;
    private final Upkeep upkeep;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final List<Runnable> tails = new CopyOnWriteArrayList<>();
    private final Set<String> feeds = ConcurrentHashMap.newKeySet();
    private volatile String failure = "";

    private LocalEngine(
            LocalJournalConfig config,
            Storage storage,
            Closeable lock,
            DamageLog damages,
            InstantSource clock,
            RandomGenerator random,
            Callbacks callbacks)
            throws IOException {
        this.lock = lock;
        this.storage = storage;
        this.damages = damages;
        this.callbacks = callbacks;
        Opened opened = new Opening(storage, damages, clock).open();
        this.segments = opened.segments();
        this.recovery = opened.recovery();
        this.pool = new ClaimPool(config.claims(), config.claimBytes(), this::onClaimReturned);
        this.committed = new ArrayBlockingQueue<>(config.claims());
        long spareBytes = Math.max(config.segmentBytes(), opened.tailBytes() + SegmentHeader.ENTRIES_FROM);
        this.spares = new Spares(storage, spareBytes, random, upkeepBell);
        this.appender = new Appender(storage, opened, spares, clock, committed, callbacks);
        Retention retention = new Retention(config.retentionAge(), config.retentionBytes());
        this.upkeep = new Upkeep(storage, segments, spares, retention, clock);
    }

    static LocalEngine open(
            LocalJournalConfig config,
            Storage storage,
            InstantSource clock,
            RandomGenerator random,
            DamageListener listener,
            UncaughtExceptionHandler handler)
            throws IOException {
        Closeable lock = storage.lock();
        try {
            Callbacks callbacks = new Callbacks(handler);
            LocalEngine engine =
                    new LocalEngine(config, storage, lock, new DamageLog(listener), clock, random, callbacks);
            // The last batch of the process before comes first; if the disk does not take it now, the threads go on.
            engine.spares.prepare();
            engine.writeOnce();
            return engine;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** The writer's step. False if there is nothing to do until its bell rings. */
    boolean writeOnce() {
        boolean written = appender.writeOnce();
        if (written) {
            tails.forEach(Runnable::run);
        }
        return serveWaiting() || written;
    }

    private boolean serveWaiting() {
        if (waiting.isEmpty() || !hasSpace()) {
            return false;
        }
        // Only those here now: who finds nothing left asks again, and gets the next chance.
        for (int left = waiting.size(); left > 0; left--) {
            callbacks.run(waiting.remove());
        }
        return true;
    }

    private boolean hasSpace() {
        return isWritable() && pool.hasSpace();
    }

    /** Upkeep's step, to be done about once a second and when its bell rings. */
    void upkeepOnce() {
        appender.retry();
        upkeep.once();
        writerBell.ring();
    }

    Bell writerBell() {
        return writerBell;
    }

    Bell upkeepBell() {
        return upkeepBell;
    }

    Claim claim() {
        return isWritable() ? pool.take() : null;
    }

    private void onClaimReturned() {
        if (!waiting.isEmpty()) {
            writerBell.ring();
        }
    }

    void whenSpace(Runnable task) {
        waiting.add(task);
        writerBell.ring();
    }

    void commit(Claim claim, Completion done) {
        committed.add(Commit.of(claim, done));
        writerBell.ring();
    }

    Cursor cursor(long position) {
        return new LogCursor(segments, storage, damages, position);
    }

    Cursor cursor(byte[] key, long fromMs, long toMs) {
        return new KeyCursor(segments, storage, damages, key, fromMs, toMs);
    }

    Feed feed(String name) {
        if (!feeds.add(Feed.checked(name))) {
            throw new IllegalStateException("Feed " + name + " is open already; expected one reader at a time");
        }
        try {
            return new LocalFeed(
                    new FeedFile(storage, name),
                    damages,
                    this::cursor,
                    this::first,
                    appender::end,
                    () -> feeds.remove(name));
        } catch (IOException e) {
            feeds.remove(name);
            throw new UncheckedIOException(e);
        }
    }

    AutoCloseable onAppend(Runnable task) {
        // A wrapper of its own, so that closing one handle never stops another's call of the same task.
        Runnable own = () -> callbacks.run(task);
        tails.add(own);
        return () -> tails.remove(own);
    }

    /** Stops new claims for good; what is committed can still be written. */
    synchronized void fail(String reason) {
        // The first is the cause of the others.
        if (failure.isEmpty()) {
            failure = reason;
        }
    }

    private boolean isWritable() {
        return failure.isEmpty() && obstacle().isEmpty();
    }

    private String obstacle() {
        String trouble = appender.trouble();
        return trouble.isEmpty() && appender.isStarved() ? spares.trouble() : trouble;
    }

    /** The oldest position there is, the end if there is none. */
    long first() {
        long end = appender.end();
        // The writer adds a segment just before it moves the end.
        return Math.min(segments.first(end), end);
    }

    long end() {
        return appender.end();
    }

    JournalStatus status() {
        // In this order: the end only grows, so the first position is never beyond it.
        long first = first();
        long end = appender.end();
        JournalStatus.Extent extent = new JournalStatus.Extent(
                first, end, segments.bytes(), segments.list().size());
        String reason = failure;
        for (String next : List.of(obstacle(), spares.trouble(), upkeep.trouble())) {
            reason = reason.isEmpty() ? next : reason;
        }
        return new JournalStatus(isWritable(), reason, PROMISE, extent, pool.inUse(), damages.count(), recovery);
    }

    Recovery recovery() {
        return recovery;
    }

    /** Whether everything committed is durable. Only the writer may ask. */
    boolean isIdle() {
        return appender.isIdle();
    }

    /** Whether the last try to write failed. */
    boolean isStuck() {
        return !obstacle().isEmpty();
    }

    /** Lets go of all files. Neither step may be running. */
    void close() throws IOException {
        appender.close();
        spares.close();
        lock.close();
    }
}
