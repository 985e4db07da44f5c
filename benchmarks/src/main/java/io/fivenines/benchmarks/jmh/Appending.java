package io.fivenines.benchmarks.jmh;

import io.fivenines.gateway.journal.Claim;
import io.fivenines.gateway.journal.Entry;
import io.fivenines.gateway.journal.local.DiskStorage;
import io.fivenines.gateway.journal.local.LocalJournal;
import io.fivenines.gateway.journal.local.LocalJournalConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Entries made durable through the journal, against the same bytes appended to a file and forced. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 3)
@Fork(1)
public class Appending {
    private static final int PAYLOAD_BYTES = 150;
    private static final byte[] KEY = "356307042441013".getBytes(StandardCharsets.US_ASCII);
    private static final long FILE_BYTES = 64L << 20;

    @Param({"1", "1000"})
    private int entries;

    private final Semaphore durable = new Semaphore(0);
    private final byte[] payload = new byte[PAYLOAD_BYTES];
    private Path folder;
    private LocalJournal journal;
    private FileChannel file;
    private ByteBuffer bytes;
    private long offset;

    @Setup
    public void open() throws IOException {
        folder = Files.createTempDirectory("fivenines-jmh-");
        LocalJournalConfig config = LocalJournalConfig.defaults(folder.resolve("journal"));
        journal = LocalJournal.open(
                config,
                new DiskStorage(config.folder()),
                Clock.systemUTC(),
                new Random(1),
                damage -> {},
                (thread, cause) -> cause.printStackTrace());
        file = FileChannel.open(
                folder.resolve("file"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        bytes = ByteBuffer.allocateDirect(entries * Entry.space(Entry.HEADER_BYTES + KEY.length + PAYLOAD_BYTES));
        // Zeros first, as the journal's segments have them.
        for (long at = 0; at + bytes.capacity() <= FILE_BYTES; at += bytes.capacity()) {
            file.write(bytes.clear(), at);
        }
        file.force(true);
    }

    @TearDown
    public void close() throws IOException {
        journal.close();
        file.close();
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }

    @Benchmark
    public void journal() throws InterruptedException {
        Claim claim = journal.claim();
        while (claim == null) {
            Thread.onSpinWait();
            claim = journal.claim();
        }
        for (int i = 0; i < entries; i++) {
            claim.begin(KEY, i).put(payload);
            claim.end();
        }
        journal.commit(claim, done -> {
            done.release();
            durable.release();
        });
        durable.acquire();
    }

    @Benchmark
    public void file() throws IOException {
        if (offset + bytes.capacity() > FILE_BYTES) {
            offset = 0;
        }
        file.write(bytes.clear(), offset);
        file.force(false);
        offset += bytes.capacity();
    }
}
