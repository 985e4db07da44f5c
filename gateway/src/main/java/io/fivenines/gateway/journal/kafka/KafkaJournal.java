package io.fivenines.gateway.journal.kafka;

import io.fivenines.gateway.journal.Bell;
import io.fivenines.gateway.journal.Callbacks;
import io.fivenines.gateway.journal.Claim;
import io.fivenines.gateway.journal.ClaimPool;
import io.fivenines.gateway.journal.Completion;
import io.fivenines.gateway.journal.Cursor;
import io.fivenines.gateway.journal.Feed;
import io.fivenines.gateway.journal.Journal;
import io.fivenines.gateway.journal.JournalStatus;
import io.fivenines.gateway.journal.Place;
import io.fivenines.gateway.journal.Recovery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.Thread.UncaughtExceptionHandler;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;

/**
 * The journal on a topic of Kafka, with its two threads: {@code journal-sender} gives committed claims to the producer,
 * {@code journal-watch} looks after the topic. Completions run on the sender's thread or the producer's.
 */
public final class KafkaJournal implements Journal {
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** How long a close waits for acknowledgements while none comes. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final int FIRST_LOOKS = 2;

    private final KafkaConfig config;
    private final LongSupplier nanos;
    private final UncaughtExceptionHandler handler;
    private final Callbacks callbacks;
    private final ClaimPool pool;
    private final Watch watch;
    private final Reading reading;
    private final Shipping shipping;
    private final Copying copying;
    private final Recovery recovery;
    private final Bell senderBell = new Bell();
    private final Bell watchBell = new Bell();
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final List<Runnable> tails = new CopyOnWriteArrayList<>();
    private final Thread sender;
    private final Thread watcher;
    private volatile String failure = "";
    private volatile String obstacle = "";
    private volatile boolean closing;
    private volatile long closingNanos;
    private volatile boolean senderDone;
    private boolean closed;

    /** How much may be in flight: claims, and bytes of each. */
    public record Space(int claims, int claimBytes) {}

    private KafkaJournal(
            KafkaConfig config,
            Space space,
            Rendering rendering,
            Watch watch,
            InstantSource clock,
            LongSupplier nanos,
            UncaughtExceptionHandler handler) {
        this.config = config;
        this.nanos = nanos;
        this.handler = handler;
        this.watch = watch;
        this.callbacks = new Callbacks(handler);
        this.pool = new ClaimPool(space.claims(), space.claimBytes(), senderBell::ring);
        Settings settings = new Settings(config);
        this.copying = new Copying(config, watch, nanos, callbacks, this::guard, this::serveWaiting);
        this.reading = new Reading(settings, watch, copying::isCopied);
        this.shipping = new Shipping(
                () -> new ProducerLine(settings.producer(), watch.known(), rendering, copying),
                key -> watch.known().partitionOf(key),
                clock,
                nanos,
                copying::finish,
                this::onSettled);
        this.recovery = new Recovery(0, 0, 0, 0, 0, 0, List.of());
        this.obstacle = watch.obstacle();
        this.sender = new Thread(() -> guard(this::sendAll), "journal-sender");
        this.watcher = new Thread(() -> guard(this::lookAfter), "journal-watch");
    }

    /**
     * Looks at the topic and starts. If Kafka does not answer it starts all the same, and writes as soon as it does.
     *
     * @param handler told when a journal thread dies or a callback throws: an impossible state, so end the process
     * @throws IOException if the topic does not exist, is too weak for what is asked of it, or a setting is wrong
     */
    public static KafkaJournal open(
            KafkaConfig config,
            Space space,
            Rendering rendering,
            InstantSource clock,
            LongSupplier nanos,
            UncaughtExceptionHandler handler)
            throws IOException {
        Watch watch = watch(config);
        try {
            boolean known = false;
            for (int looks = 0; looks < FIRST_LOOKS && !known; looks++) {
                known = watch.look() || watch.refused();
            }
            if (watch.refused()) {
                throw new IOException("journal.kafka: " + watch.obstacle());
            }
            KafkaJournal journal = new KafkaJournal(config, space, rendering, watch, clock, nanos, handler);
            journal.sender.start();
            journal.watcher.start();
            journal.copying.start();
            return journal;
        } catch (IOException | RuntimeException e) {
            watch.close();
            throw e;
        }
    }

    private static Watch watch(KafkaConfig config) throws IOException {
        if (config.hasOther()) {
            checkOther(config);
        }
        Settings settings = new Settings(config);
        try {
            var unused = new ProducerConfig(settings.producer());
            Watch watch = new Watch(config, settings.admin());
            watch.connect();
            return watch;
        } catch (ConfigException e) {
            throw new IOException("journal.kafka: " + e.getMessage(), e);
        } catch (KafkaException e) {
            throw new IOException("journal.kafka: " + Watch.words(e), e);
        }
    }

    /** Only what is written: whether anything of the other datacenter answers is not to matter here. */
    private static void checkOther(KafkaConfig config) throws IOException {
        try {
            var unused = new ProducerConfig(new Settings(config.there()).producer());
        } catch (ConfigException e) {
            throw new IOException("journal.kafka.other: " + e.getMessage(), e);
        }
    }

    private void guard(Runnable work) {
        try {
            work.run();
        } catch (Throwable e) {
            fail(Thread.currentThread().getName() + " died of " + e);
            handler.uncaughtException(Thread.currentThread(), e);
        } finally {
            if (Thread.currentThread() == sender) {
                senderDone = true;
                watchBell.ring();
            }
        }
    }

    private void sendAll() {
        // First those under way here: what they leave behind is then seen there.
        while (!closing || (!shipping.isIdle() && !isHopeless()) || !copying.isIdle()) {
            // An interrupt would close the producer under the sender; whoever sent it has no say here.
            Thread.interrupted();
            boolean sent = watch.topic() != null && shipping.step();
            copying.step();
            serveWaiting();
            if (!sent) {
                senderBell.await(TICK_NANOS);
            }
        }
    }

    /** Nothing was acknowledged for long, although something waits for it. */
    private boolean isHopeless() {
        return nanos.getAsLong() - Math.max(shipping.acknowledgedNanos(), closingNanos) > PATIENCE_NANOS;
    }

    private void lookAfter() {
        while (!senderDone) {
            Thread.interrupted();
            long asked = nanos.getAsLong();
            boolean answered = watch.look();
            // Who acknowledges records is there, however slow it is with other answers.
            obstacle = answered || shipping.acknowledgedNanos() - asked < 0 ? watch.obstacle() : "";
            serveWaiting();
            watchBell.await(LOOK_NANOS);
        }
    }

    private void onSettled() {
        tails.forEach(Runnable::run);
        serveWaiting();
    }

    private void serveWaiting() {
        if (waiting.isEmpty() || !isWritable() || !pool.hasSpace()) {
            return;
        }
        // Only those here now: who finds nothing left asks again, and gets the next chance.
        for (int left = waiting.size(); left > 0; left--) {
            Runnable task = waiting.poll();
            if (task != null) {
                callbacks.run(task);
            }
        }
    }

    @Override
    public Claim claim() {
        return isWritable() ? pool.take() : null;
    }

    @Override
    public void whenSpace(Runnable task) {
        waiting.add(task);
        senderBell.ring();
    }

    @Override
    public void commit(Claim claim, Completion done) {
        shipping.commit(new Shipment(claim, done));
        senderBell.ring();
    }

    @Override
    public Cursor cursor(Place from) {
        return reading.cursor(from);
    }

    @Override
    public Cursor cursor(byte[] key, long fromMs, long toMs) {
        return reading.cursor(key, fromMs, toMs);
    }

    @Override
    public Place first() {
        return watch.first();
    }

    @Override
    public Place end() {
        return watch.end();
    }

    @Override
    public String covers() {
        return "what every node stored in topic " + config.topic() + ", as far back as its retention reaches: "
                + watch.retention();
    }

    @Override
    public Feed feed(String name) {
        return reading.feed(name);
    }

    @Override
    public AutoCloseable onAppend(Runnable task) {
        // A wrapper of its own, so that closing one handle never stops another's call of the same task.
        Runnable own = () -> callbacks.run(task);
        tails.add(own);
        return () -> tails.remove(own);
    }

    private synchronized void fail(String reason) {
        // The first is the cause of the others.
        if (failure.isEmpty()) {
            failure = reason;
        }
    }

    private boolean isWritable() {
        return failure.isEmpty() && trouble().isEmpty();
    }

    /** Why nothing can be acknowledged, empty if it can. */
    private String trouble() {
        String refused = shipping.trouble();
        if (!refused.isEmpty()) {
            return refused;
        }
        if (!obstacle.isEmpty()) {
            return obstacle;
        }
        long oldest = shipping.oldestNanos();
        long ageNanos = oldest == Shipping.NOTHING ? 0 : nanos.getAsLong() - oldest;
        return ageNanos < config.stallTimeout().toNanos()
                ? ""
                : "Kafka has not acknowledged a record for " + TimeUnit.NANOSECONDS.toSeconds(ageNanos) + " s";
    }

    @Override
    public JournalStatus status() {
        String reason = failure.isEmpty() ? trouble() : failure;
        boolean writable = reason.isEmpty();
        Place first = watch.lastFirst();
        Place end = watch.lastEnd();
        long removed = Place.of(0).entriesTo(first);
        JournalStatus.Extent extent =
                new JournalStatus.Extent(removed, Math.max(removed, Place.of(0).entriesTo(end)), 0, end.parts());
        return new JournalStatus(
                writable,
                writable ? watch.remark() : reason,
                copying.promise(watch.promise()),
                extent,
                pool.inUse(),
                0,
                recovery,
                copying.copies(first, end));
    }

    @Override
    public Recovery recovery() {
        return recovery;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        fail("closed");
        closingNanos = nanos.getAsLong();
        closing = true;
        senderBell.ring();
        boolean interrupted = Joining.join(sender, TimeUnit.NANOSECONDS.toMillis(2 * PATIENCE_NANOS));
        boolean complete = shipping.isIdle();
        // Also lets a sender go that waits for room in a producer that gets rid of nothing.
        shipping.close();
        interrupted |= Joining.join(sender, 0);
        interrupted |= Joining.join(watcher, 0);
        interrupted |= copying.close();
        watch.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!complete) {
            throw new UncheckedIOException(
                    new IOException("Closed with claims that Kafka did not acknowledge; none of them was completed"));
        }
    }
}
