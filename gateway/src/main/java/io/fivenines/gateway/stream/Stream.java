package io.fivenines.gateway.stream;

import io.fivenines.gateway.journal.Feed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream, by steps: read a bounded batch, deliver it, and only then remember how far it came. For one thread; who
 * runs it waits as long as a step says.
 *
 * <pre>
 * reading    -> delivering  the batch is full, or has lingered long enough
 * delivering -> reading     all of it is confirmed, and remembered
 * delivering -> failing     not confirmed: the rest is delivered again after a pause that grows
 * failing    -> delivering  the pause is over
 * delivering -> searching   refused for its content as often as it may be: the batch is halved until one stands alone
 * searching  -> reading     the one is put aside and the rest confirmed
 * failing, searching -> reading  part of the batch went to another node: what is left of it is read anew
 * any        -> failing     the journal cannot be read, or not remember, or there is no room to put something aside
 * </pre>
 */
final class Stream implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Stream.class);

    /** Entries looked at in one step, however many of them the filter leaves out. */
    static final int LOOK_MAX = 10_000;

    /** How often it is remembered that entries were left out, and the lag looked up. */
    private static final long SELDOM_MS = 1000;

    private static final long IDLE_MS = 500;
    private static final int COMMIT_TRIES = 5;

    private final StreamConfig config;
    private final Function<String, Feed> feeds;
    private final Semaphore readers;
    private final Sink sink;
    private final Executor deliveries;
    private final InstantSource clock;
    private final Filter filter;
    private final Batch batch;
    private final Backoff backoff;
    private final DeadLetters deadLetters;
    private final Account account;
    private Feed feed;
    private int refusals;
    private int commitFailures;
    private boolean looked;
    private boolean more;
    private boolean owesCommit;
    private long committedMs = Long.MIN_VALUE;
    private long lagLookedUpMs = Long.MIN_VALUE;

    /**
     * A stream at rest.
     *
     * @param feeds opens the reader of a name
     * @param readers permits to read the journal and make messages: what is catching up must leave some processor alone
     * @param deliveries runs one delivery at a time; while it takes its time, the step looks after the lag
     */
    Stream(
            StreamConfig config,
            Function<String, Feed> feeds,
            Semaphore readers,
            Sink sink,
            Executor deliveries,
            InstantSource clock,
            RandomGenerator random) {
        this.config = config;
        this.feeds = feeds;
        this.readers = readers;
        this.sink = sink;
        this.deliveries = deliveries;
        this.clock = clock;
        filter = new Filter(config.filter());
        batch = new Batch(config.batch());
        backoff = new Backoff(config.retry(), random);
        deadLetters = new DeadLetters(config.deadLetters());
        account = new Account(config, deadLetters);
    }

    /** Does what is due. */
    Pause step() throws InterruptedException {
        try {
            long nowMs = clock.millis();
            if (account.nextTryMs() > nowMs) {
                return new Pause(Math.min(SELDOM_MS, account.nextTryMs() - nowMs), false);
            }
            if (feed == null) {
                feed = feeds.apply(config.name());
            }
            return work();
        } catch (UncheckedIOException e) {
            return fail("the journal: " + e.getCause().getMessage(), 0);
        } finally {
            lookUpLag();
        }
    }

    private Pause work() throws InterruptedException {
        if (owesCommit) {
            commit();
        }
        // What failed is delivered again as it was, so that a receiver can recognise it.
        boolean again = !batch.isEmpty() && (account.isFailing() || batch.isSuspect());
        if (again && feed.lostSome()) {
            readAnew();
            again = false;
        }
        if (!again) {
            fill();
        }
        if (batch.isEmpty()) {
            return idle();
        }
        long lingerMs = again ? 0 : batch.lingerMs(clock.millis());
        if (lingerMs > 0) {
            return more ? Pause.NONE : new Pause(lingerMs, false);
        }
        return deliver();
    }

    /** Another node has delivered part of the batch since, perhaps long ago: only what is still ours is tried again. */
    private void readAnew() {
        feed.rewind();
        batch.clear();
        refusals = 0;
        looked = false;
    }

    private void fill() throws InterruptedException {
        readers.acquire();
        try {
            more = true;
            for (int looks = 0; !batch.isFull() && looks < LOOK_MAX; looks++) {
                more = feed.next();
                if (!more) {
                    return;
                }
                looked = true;
                Message message = filter.take(feed);
                if (message == null) {
                    account.leftOut();
                } else {
                    batch.add(message, clock.millis());
                }
            }
        } finally {
            readers.release();
        }
    }

    /** Nothing to deliver: what was left out is remembered from time to time. */
    private Pause idle() {
        if (looked && clock.millis() - SELDOM_MS >= committedMs) {
            commit();
        }
        account.gotOn();
        return more ? Pause.NONE : new Pause(IDLE_MS, true);
    }

    private Pause deliver() throws InterruptedException {
        List<Message> portion = batch.portion();
        try {
            hand(portion);
        } catch (SinkException e) {
            account.sinkFailed();
            confirmed(e.confirmed());
            return e.isPoison() ? refused(e) : fail(e.getMessage(), e.notBeforeMs());
        } catch (RuntimeException e) {
            account.sinkFailed();
            // A sink's fault must stay its own: the gateway goes on.
            LOG.atError().setCause(e).addKeyValue("stream", config.name()).log("A sink failed in an unforeseen way");
            return fail(e.toString(), 0);
        }
        confirmed(portion.size());
        refusals = 0;
        gotOn();
        if (batch.isEmpty()) {
            owesCommit = true;
            commit();
        }
        return Pause.NONE;
    }

    /** Returns when the sink has confirmed, or fails as it does; however long that takes, what is shown stays true. */
    private void hand(List<Message> portion) throws SinkException, InterruptedException {
        FutureTask<Boolean> delivery = new FutureTask<>(() -> {
            sink.deliver(portion);
            return true;
        });
        account.delivers(clock.millis());
        try {
            deliveries.execute(delivery);
            while (!isOver(delivery)) {
                lookUpLag();
            }
        } finally {
            delivery.cancel(true);
            account.delivers(Account.NOTHING);
        }
    }

    private static boolean isOver(FutureTask<Boolean> delivery) throws SinkException, InterruptedException {
        try {
            return delivery.get(SELDOM_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SinkException refusal) {
                throw refusal;
            }
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException();
            }
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw new IllegalStateException("a delivery ended in an unforeseen way", e.getCause());
        }
    }

    private void confirmed(int messages) {
        batch.drop(messages);
        account.delivered(messages);
    }

    private void gotOn() {
        if (commitFailures == 0) {
            backoff.reset();
        }
        if (account.isFailing()) {
            LOG.atInfo().addKeyValue("stream", config.name()).log("Stream gets on again");
        }
        account.gotOn();
    }

    private void commit() {
        try {
            feed.commit();
        } catch (UncheckedIOException e) {
            forget();
            throw e;
        }
        commitFailures = 0;
        owesCommit = false;
        looked = false;
        committedMs = clock.millis();
    }

    /** A share that went to another node cannot be committed, however often it is tried: what is left is read anew. */
    private void forget() {
        commitFailures++;
        if (commitFailures % COMMIT_TRIES == 0) {
            feed.rewind();
            owesCommit = false;
            looked = false;
        }
    }

    private Pause fail(String why, long notBeforeMs) {
        if (!account.isFailing()) {
            LOG.atWarn()
                    .addKeyValue("stream", config.name())
                    .addKeyValue("why", why)
                    .log("Stream does not get on");
        }
        long nowMs = clock.millis();
        long nextMs = Math.max(notBeforeMs, nowMs + backoff.nextMs());
        account.stands(why, nextMs, nowMs);
        return new Pause(Math.min(SELDOM_MS, nextMs - nowMs), false);
    }

    private Pause refused(SinkException refusal) {
        refusals++;
        if (!batch.isSuspect() && refusals < config.retry().poisonTries()) {
            return fail(refusal.getMessage(), refusal.notBeforeMs());
        }
        if (batch.halve()) {
            return Pause.NONE;
        }
        try {
            if (!deadLetters.add(batch.first(), refusal.getMessage(), clock.millis())) {
                return fail("no room to put a message aside in " + deadLetters.file() + "; move the file away", 0);
            }
        } catch (IOException e) {
            return fail("a message cannot be put aside: " + e, 0);
        }
        return putAside(refusal.getMessage());
    }

    /** Where one after the other is refused, the pauses grow: then it is rather the sink that is at fault. */
    private Pause putAside(String reason) {
        LOG.atWarn()
                .addKeyValue("stream", config.name())
                .addKeyValue("ident", batch.first().ident())
                .addKeyValue("message", batch.first().id())
                .addKeyValue("reason", reason)
                .log("Message put aside");
        batch.drop(1);
        batch.gather();
        account.putAside(reason);
        if (batch.isEmpty()) {
            owesCommit = true;
        }
        return fail("put a message aside: " + reason, 0);
    }

    private void lookUpLag() {
        long nowMs = clock.millis();
        if (feed == null || nowMs - SELDOM_MS < lagLookedUpMs) {
            return;
        }
        try {
            account.lag(feed.lag());
            lagLookedUpMs = nowMs;
        } catch (UncheckedIOException e) {
            // Of the same cause the next reading complains.
            LOG.atDebug().setCause(e).addKeyValue("stream", config.name()).log("The lag is not known");
        }
    }

    StreamStatus status() {
        return account.status(clock.millis());
    }

    /** Nothing more is remembered: what is not confirmed is read again by the next one of this name. */
    @Override
    public void close() {
        sink.close();
        if (feed != null) {
            feed.close();
        }
    }
}
