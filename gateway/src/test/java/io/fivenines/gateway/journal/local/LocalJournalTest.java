package io.fivenines.gateway.journal.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fivenines.gateway.journal.Claim;
import io.fivenines.gateway.journal.Cursor;
import io.fivenines.gateway.journal.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
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
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LocalJournalTest {
    private final BlockingQueue<Throwable> uncaught = new LinkedBlockingQueue<>();

    @TempDir
    Path folder;

    private LocalJournal open(Storage storage) throws IOException {
        LocalJournalConfig config = new LocalJournalConfig(folder, 1 << 20, Duration.ofDays(7), 1L << 30, 12, 32 << 10);
        return LocalJournal.open(
                config, storage, InstantSource.system(), new Random(3), damage -> {}, (thread, e) -> uncaught.add(e));
    }

    /** Fills claim after claim and counts what is completed. */
    private static final class Producer extends Thread {
        private static final int ENTRIES = 5_000;
        private final LocalJournal journal;
        private final AtomicInteger durable = new AtomicInteger();
        private final CountDownLatch all = new CountDownLatch(1);

        Producer(LocalJournal journal, int number) {
            super("producer-" + number);
            this.journal = journal;
        }

        @Override
        public void run() {
            Random random = new Random(getName().hashCode());
            for (int entry = 0; entry < ENTRIES; ) {
                Claim claim = claim();
                for (int more = 1 + random.nextInt(60); more > 0 && entry < ENTRIES; more--) {
                    claim.begin(getName().getBytes(UTF_8), Entry.NO_TIME).putInt(entry++);
                    claim.end();
                }
                journal.commit(claim, done -> {
                    assertThat(Thread.currentThread().getName()).isEqualTo("journal-writer");
                    int more = done.entries();
                    done.release();
                    if (durable.addAndGet(more) == ENTRIES) {
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
    }

    @Test
    void shouldMakeDurableWhatEightThreadsWriteAtOnce() throws Exception {
        List<Producer> producers = new ArrayList<>();
        try (LocalJournal journal = open(new DiskStorage(folder))) {
            for (int i = 0; i < 8; i++) {
                producers.add(new Producer(journal, i));
            }
            producers.forEach(Thread::start);
            for (Producer producer : producers) {
                producer.join();
                assertThat(producer.all.await(30, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(journal.status().next()).isEqualTo(8L * Producer.ENTRIES);
            assertThat(journal.status().claimsInFlight()).isZero();
        }
        try (LocalJournal journal = open(new DiskStorage(folder))) {
            assertThat(journal.recovery().damages()).isEmpty();
            for (Producer producer : producers) {
                try (Cursor cursor = journal.cursor(producer.getName().getBytes(UTF_8), 0, Long.MAX_VALUE)) {
                    for (int entry = 0; entry < Producer.ENTRIES; entry++) {
                        assertThat(cursor.next()).isTrue();
                        assertThat(cursor.payload().getInt()).isEqualTo(entry);
                    }
                    assertThat(cursor.next()).isFalse();
                }
            }
        }
        assertThat(uncaught).isEmpty();
    }

    @Test
    void shouldLetAReaderFollowWhileOthersWrite() throws Exception {
        try (LocalJournal journal = open(new DiskStorage(folder));
                Cursor cursor = journal.cursor(0)) {
            Semaphore appended = new Semaphore(0);
            AutoCloseable tail = journal.onAppend(appended::release);
            Producer producer = new Producer(journal, 0);
            producer.start();
            for (int entry = 0; entry < Producer.ENTRIES; entry++) {
                while (!cursor.next()) {
                    assertThat(appended.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
                }
                assertThat(cursor.payload().getInt()).isEqualTo(entry);
            }
            tail.close();
            producer.join();
        }
    }

    @Test
    void shouldHaveEverythingDurableOnceItIsClosed() throws Exception {
        MemoryStorage storage = new MemoryStorage();
        LocalJournal journal = open(storage);
        AtomicInteger completed = new AtomicInteger();
        for (int i = 0; i < 12; i++) {
            Claim claim = journal.claim();
            claim.begin(new byte[] {1}, i).putInt(i);
            claim.end();
            journal.commit(claim, done -> completed.incrementAndGet());
        }
        journal.close();
        journal.close();

        assertThat(completed).hasValue(12);
        assertThat(journal.claim()).isNull();
        assertThat(journal.status().writable()).isFalse();
        storage.powerCut();
        try (LocalJournal again = open(storage)) {
            assertThat(again.status().next()).isEqualTo(12);
        }
    }

    @Test
    void shouldSayThatItClosedWithoutHavingWrittenEverything() throws Exception {
        MemoryStorage storage = new MemoryStorage();
        LocalJournal journal = open(storage);
        storage.faults().failedForce = 1;
        AtomicInteger completed = new AtomicInteger();
        Claim claim = journal.claim();
        claim.begin(new byte[] {1}, 0);
        claim.end();
        journal.commit(claim, done -> completed.incrementAndGet());

        assertThatThrownBy(journal::close).isInstanceOf(UncheckedIOException.class);
        assertThat(completed).hasValue(0);
        storage.faults().heal();
        open(storage).close();
    }

    @Test
    void shouldGoOnByItselfWhenTheDiskWorksAgain() throws Exception {
        MemoryStorage storage = new MemoryStorage();
        try (LocalJournal journal = open(storage)) {
            CompletableFuture<Void> failed = new CompletableFuture<>();
            storage.onFailure(() -> failed.complete(null));
            storage.faults().failedForce = 1;
            CompletableFuture<Long> durable = new CompletableFuture<>();
            Claim claim = journal.claim();
            claim.begin(new byte[] {1}, 0);
            claim.end();
            journal.commit(claim, done -> durable.complete(done.firstPosition()));
            failed.get(30, TimeUnit.SECONDS);
            CompletableFuture<Void> space = new CompletableFuture<>();
            journal.whenSpace(() -> space.complete(null));
            assertThat(durable).isNotDone();
            storage.faults().heal();

            assertThat(durable.get(30, TimeUnit.SECONDS)).isZero();
            space.get(30, TimeUnit.SECONDS);
            assertThat(journal.status().reason()).isEmpty();
        }
    }

    @Test
    void shouldNotHangInSilenceWhenItsWriterDies() throws Exception {
        MemoryStorage storage = new MemoryStorage();
        LocalJournal journal = open(storage);
        journal.onAppend(() -> {
            throw new StackOverflowError("impossible");
        });
        Claim claim = journal.claim();
        claim.begin(new byte[] {1}, 0);
        claim.end();
        journal.commit(claim, Claim::release);

        assertThat(uncaught.poll(30, TimeUnit.SECONDS)).hasMessage("impossible");
        assertThat(journal.claim()).isNull();
        assertThat(journal.status().writable()).isFalse();
        assertThat(journal.status().reason()).contains("journal-writer died");
        journal.close();
    }
}
