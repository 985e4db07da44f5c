package io.fivenines.gateway.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every engine keeps, tried on each. */
@Timeout(120)
public abstract class JournalContract {
    protected static final int CLAIMS = 12;

    protected final BlockingQueue<Throwable> uncaught = new LinkedBlockingQueue<>();

    /** The test's own journal, empty at first; after a close, the same again. */
    protected abstract Journal open() throws Exception;

    /** Fills claim after claim and counts what is completed. */
    protected static final class Writer extends Thread {
        private final Journal journal;
        private final int entries;
        private final CountDownLatch all = new CountDownLatch(1);
        final AtomicInteger durable = new AtomicInteger();

        public Writer(Journal journal, int number, int entries) {
            super("writer-" + number);
            this.journal = journal;
            this.entries = entries;
        }

        public byte[] key() {
            return getName().getBytes(UTF_8);
        }

        public int durable() {
            return durable.get();
        }

        @Override
        public void run() {
            Random random = new Random(getName().hashCode());
            for (int entry = 0; entry < entries; ) {
                Claim claim = claim();
                for (int more = 1 + random.nextInt(60); more > 0 && entry < entries; more--) {
                    claim.begin(key(), entry).putInt(entry++);
                    claim.end();
                }
                journal.commit(claim, done -> {
                    int more = done.entries();
                    done.release();
                    if (durable.addAndGet(more) == entries) {
                        all.countDown();
                    }
                });
            }
        }

        private Claim claim() {
            Claim claim = journal.claim();
            while (claim == null) {
                Semaphore space = new Semaphore(0);
                journal.whenSpace(space::release);
                space.acquireUninterruptibly();
                claim = journal.claim();
            }
            return claim;
        }

        public void awaitAll() throws InterruptedException {
            join();
            assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Every entry of a writer is there, in its order, once. */
    protected static void assertWhole(Journal journal, Writer writer, int entries) {
        try (Cursor cursor = journal.cursor(writer.key(), 0, Long.MAX_VALUE)) {
            for (int entry = 0; entry < entries; entry++) {
                assertThat(cursor.next()).isTrue();
                assertThat(cursor.payload().getInt()).isEqualTo(entry);
            }
            assertThat(cursor.next()).isFalse();
        }
    }

    protected static void append(Journal journal, String key, long timeMs, String... payloads) throws Exception {
        CompletableFuture<Void> durable = new CompletableFuture<>();
        Claim claim = journal.claim();
        for (String payload : payloads) {
            claim.begin(key.getBytes(UTF_8), timeMs).put(payload.getBytes(UTF_8));
            claim.end();
        }
        journal.commit(claim, done -> {
            done.release();
            durable.complete(null);
        });
        durable.get(30, TimeUnit.SECONDS);
    }

    protected static String text(ByteBuffer bytes) {
        return UTF_8.decode(bytes.duplicate()).toString();
    }

    private static List<String> drain(Cursor cursor) {
        List<String> found = new ArrayList<>();
        while (cursor.next()) {
            found.add(text(cursor.payload()));
        }
        return found;
    }

    /** A feed of several nodes may have nothing for a while, until it has its share. */
    protected static List<String> take(Feed feed, int count) {
        List<String> found = new ArrayList<>();
        for (int tries = 0; found.size() < count && tries < 300; tries++) {
            while (found.size() < count && feed.next()) {
                found.add(text(feed.payload()));
            }
        }
        return found;
    }

    @Test
    void shouldMakeDurableWhatEightThreadsWriteAtOnce() throws Exception {
        List<Writer> writers = new ArrayList<>();
        try (Journal journal = open()) {
            for (int i = 0; i < 8; i++) {
                writers.add(new Writer(journal, i, 5_000));
            }
            writers.forEach(Thread::start);
            for (Writer writer : writers) {
                writer.awaitAll();
            }
            assertThat(journal.first().entriesTo(journal.end())).isEqualTo(8 * 5_000);
            assertThat(journal.status().claimsInFlight()).isZero();
        }
        try (Journal journal = open()) {
            for (Writer writer : writers) {
                assertWhole(journal, writer, 5_000);
            }
        }
        assertThat(uncaught).isEmpty();
    }

    @Test
    void shouldCompleteClaimsInTheOrderOfTheCommitsEmptyOnesToo() throws Exception {
        try (Journal journal = open()) {
            BlockingQueue<Integer> completed = new LinkedBlockingQueue<>();
            for (int i = 0; i < CLAIMS; i++) {
                int number = i;
                Claim claim = journal.claim();
                for (int entry = 0; entry < i % 3 * 40; entry++) {
                    claim.begin(("key-" + entry).getBytes(UTF_8), entry).putInt(entry);
                    claim.end();
                }
                journal.commit(claim, done -> completed.add(number));
            }
            assertThat(journal.claim()).as("one more than there are").isNull();
            for (int i = 0; i < CLAIMS; i++) {
                assertThat(completed.poll(30, TimeUnit.SECONDS)).isEqualTo(i);
            }
        }
    }

    @Test
    void shouldTellWhoWaitsForSpace() throws Exception {
        try (Journal journal = open()) {
            List<Claim> all = new ArrayList<>();
            for (int i = 0; i < CLAIMS; i++) {
                all.add(journal.claim());
            }
            CompletableFuture<Boolean> told = new CompletableFuture<>();
            journal.whenSpace(() -> told.complete(true));
            assertThat(told).isNotDone();
            all.get(0).release();
            assertThat(told.get(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void shouldLetAReaderFollowWhileOthersWrite() throws Exception {
        try (Journal journal = open();
                Cursor cursor = journal.cursor(journal.first())) {
            Semaphore appended = new Semaphore(0);
            AutoCloseable tail = journal.onAppend(appended::release);
            Writer writer = new Writer(journal, 0, 5_000);
            writer.start();
            for (int entry = 0; entry < 5_000; entry++) {
                while (!cursor.next()) {
                    assertThat(appended.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
                }
                assertThat(cursor.payload().getInt()).isEqualTo(entry);
            }
            tail.close();
            writer.join();
        }
    }

    @Test
    void shouldGoOnReadingFromAPlace() throws Exception {
        try (Journal journal = open()) {
            for (int i = 0; i < 30; i++) {
                append(journal, "key-" + i, i, "p" + i);
            }
            List<String> found = new ArrayList<>();
            Place place = journal.first();
            while (!place.equals(journal.end())) {
                try (Cursor cursor = journal.cursor(Place.parse(place.toString()))) {
                    for (int page = 0; page < 7 && cursor.next(); page++) {
                        found.add(text(cursor.payload()));
                        place = cursor.place();
                    }
                }
            }
            assertThat(found).hasSize(30).doesNotHaveDuplicates();
            try (Cursor cursor = journal.cursor(journal.end())) {
                assertThat(cursor.next()).isFalse();
            }
        }
    }

    @Test
    void shouldFindTheEntriesOfAKeyByTheirTime() throws Exception {
        long nowMs = System.currentTimeMillis();
        try (Journal journal = open()) {
            append(journal, "a", nowMs - 5_000, "early");
            append(journal, "b", nowMs - 4_000, "other");
            append(journal, "a", Entry.NO_TIME, "timeless");
            append(journal, "a", nowMs - 60_000, "backlog");
            byte[] key = "a".getBytes(UTF_8);
            try (Cursor cursor = journal.cursor(key, nowMs - 5_000, nowMs + 60_000)) {
                append(journal, "a", nowMs - 1_000, "too late for this one");
                assertThat(cursor.next()).isTrue();
                assertThat(text(cursor.key())).isEqualTo("a");
                assertThat(cursor.timeMs()).isEqualTo(nowMs - 5_000);
                assertThat(cursor.storedAtMs()).isBetween(nowMs - 1_000, nowMs + 60_000);
                long position = cursor.position();
                assertThat(drain(cursor)).containsExactly("timeless");
                assertThat(cursor.position()).isGreaterThan(position);
            }
            try (Cursor cursor = journal.cursor(key, Long.MIN_VALUE, nowMs - 60_000)) {
                assertThat(drain(cursor)).containsExactly("backlog");
            }
            try (Cursor cursor = journal.cursor("c".getBytes(UTF_8), 0, Long.MAX_VALUE)) {
                assertThat(cursor.next()).isFalse();
            }
        }
    }

    @Test
    void shouldHaveEverythingDurableOnceItIsClosed() throws Exception {
        Journal journal = open();
        AtomicInteger completed = new AtomicInteger();
        for (int i = 0; i < CLAIMS; i++) {
            Claim claim = journal.claim();
            claim.begin(new byte[] {1}, i).putInt(i);
            claim.end();
            journal.commit(claim, done -> completed.incrementAndGet());
        }
        journal.close();
        journal.close();

        assertThat(completed).hasValue(CLAIMS);
        assertThat(journal.claim()).isNull();
        assertThat(journal.status().writable()).isFalse();
        try (Journal again = open()) {
            assertThat(again.first().entriesTo(again.end())).isEqualTo(CLAIMS);
        }
    }

    @Test
    void shouldDeliverThroughAFeedAndRememberHowFar() throws Exception {
        try (Journal journal = open()) {
            append(journal, "a", 1, "a1", "a2", "a3");
            try (Feed feed = journal.feed("out")) {
                assertThat(take(feed, 3)).containsExactly("a1", "a2", "a3");
                assertThat(feed.next()).isFalse();
                assertThat(feed.lag().entries()).isEqualTo(3);
                feed.rewind();
                assertThat(take(feed, 2)).containsExactly("a1", "a2");
                feed.commit();
                assertThat(feed.lag().entries()).isEqualTo(1);
                assertThat(feed.lag().oldestStoredAtMs()).isPositive();
                assertThat(take(feed, 1)).containsExactly("a3");
                feed.rewind();
                assertThat(take(feed, 1)).containsExactly("a3");
            }
        }
        try (Journal journal = open();
                Feed feed = journal.feed("out");
                Feed other = journal.feed("other")) {
            append(journal, "a", 1, "a4");
            assertThat(take(feed, 2)).containsExactly("a3", "a4");
            feed.commit();
            assertThat(feed.lag()).isEqualTo(new Feed.Lag(0, Entry.NO_TIME, 0));
            assertThat(take(other, 4)).containsExactly("a1", "a2", "a3", "a4");
        }
    }
}
