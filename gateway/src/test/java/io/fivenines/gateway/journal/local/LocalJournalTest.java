package io.fivenines.gateway.journal.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fivenines.gateway.journal.Claim;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@link io.fivenines.gateway.journal.JournalContract} does not ask of every engine. */
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
            storage.onFailure(() -> {
                // Forcing the next segment may fail first, in the other thread: the batch has to fail as well.
                if (Thread.currentThread().getName().equals("journal-writer")) {
                    failed.complete(null);
                }
            });
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
