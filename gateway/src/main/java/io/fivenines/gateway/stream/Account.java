package io.fivenines.gateway.stream;

import io.fivenines.gateway.journal.Entry;
import io.fivenines.gateway.journal.Feed;
import java.util.concurrent.atomic.AtomicLong;

/** What is known of a stream: written by its thread, read by any. */
final class Account {
    /** No time at all: nothing is being delivered. */
    static final long NOTHING = 0;

    /** A delivery that takes longer is a trouble, also before it has failed. */
    private static final long SLOW_MS = 3_000;

    private final StreamConfig config;
    private final DeadLetters deadLetters;
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong leftOut = new AtomicLong();
    private final AtomicLong putAside = new AtomicLong();
    private volatile Trouble trouble = Trouble.NONE;
    private volatile Feed.Lag lag = new Feed.Lag(0, Entry.NO_TIME, 0);
    private volatile String asideReason = "";
    private volatile long deliversSinceMs = NOTHING;

    /** Why a stream does not get on. */
    private record Trouble(String why, long sinceMs, long nextTryMs) {
        private static final Trouble NONE = new Trouble("", 0, 0);
    }

    Account(StreamConfig config, DeadLetters deadLetters) {
        this.config = config;
        this.deadLetters = deadLetters;
    }

    boolean isFailing() {
        return !trouble.why().isEmpty();
    }

    long nextTryMs() {
        return trouble.nextTryMs();
    }

    void gotOn() {
        trouble = Trouble.NONE;
    }

    /** Its sink did not take something. */
    void sinkFailed() {
        failed.incrementAndGet();
    }

    void stands(String why, long nextTryMs, long nowMs) {
        trouble = new Trouble(why, isFailing() ? trouble.sinceMs() : nowMs, nextTryMs);
    }

    /** Since when the sink has had what it is to confirm. */
    void delivers(long sinceMs) {
        deliversSinceMs = sinceMs;
    }

    private Trouble trouble(long nowMs) {
        Trouble known = trouble;
        long sinceMs = deliversSinceMs;
        boolean slow = sinceMs != NOTHING && nowMs - sinceMs >= SLOW_MS;
        return known.why().isEmpty() && slow
                ? new Trouble("nothing is confirmed for " + (nowMs - sinceMs) / 1000 + " s", sinceMs, 0)
                : known;
    }

    void delivered(int messages) {
        delivered.addAndGet(messages);
    }

    void leftOut() {
        leftOut.incrementAndGet();
    }

    void putAside(String reason) {
        asideReason = reason;
        putAside.incrementAndGet();
    }

    void lag(Feed.Lag now) {
        lag = now;
    }

    StreamStatus status(long nowMs) {
        Trouble now = trouble(nowMs);
        Feed.Lag behind = lag;
        return new StreamStatus(
                config.name(),
                config.sink().kind(),
                config.sink().target(),
                now.why(),
                now.sinceMs(),
                now.nextTryMs(),
                behind.entries(),
                behind.oldestStoredAtMs() == Entry.NO_TIME ? 0 : behind.oldestStoredAtMs(),
                new StreamStatus.Counts(delivered.get(), failed.get(), leftOut.get(), behind.skipped()),
                new StreamStatus.Aside(
                        putAside.get(),
                        asideReason,
                        deadLetters.file(),
                        deadLetters.bytes(),
                        config.deadLetters().bytesMax()));
    }
}
