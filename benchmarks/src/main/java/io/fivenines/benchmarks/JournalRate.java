package io.fivenines.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.management.OperatingSystemMXBean;
import io.fivenines.gateway.journal.Claim;
import io.fivenines.gateway.journal.local.DiskStorage;
import io.fivenines.gateway.journal.local.LocalJournal;
import io.fivenines.gateway.journal.local.LocalJournalConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many durable records a second the local journal takes from a thousand producers that each wait for their record.
 * A disk's speed changes by the minute when it is shared, so each second of it is followed by a second of what the same
 * disk takes of plain writes of the same size with a force after each, and the ratio is what counts.
 */
public final class JournalRate {
    private static final int PRODUCERS = 1_000;
    private static final int LOOPS = 2;
    private static final int RECORD_BYTES = 200;
    private static final int ENTRY_BYTES = 256;
    private static final int PLAIN_FILE_BYTES = 64 << 20;
    private static final long ROUND_NANOS = 1_000_000_000L;

    private final PrintStream out;
    private final Path folder;
    private final AtomicLong durable = new AtomicLong();
    private final AtomicLong batches = new AtomicLong();
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private JournalRate(PrintStream out, Path folder) {
        this.out = out;
        this.folder = folder;
    }

    /** Takes a folder on the disk to measure, and how many rounds of two seconds. */
    public static void main(String[] args) throws Exception {
        if (args.length != 2) {
            System.err.println("Expected: JournalRate FOLDER ROUNDS");
            return;
        }
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of(args[0])), "rate-");
        new JournalRate(System.out, folder).run(Integer.parseInt(args[1]));
    }

    private void run(int rounds) throws Exception {
        LocalJournalConfig config = LocalJournalConfig.defaults(folder.resolve("journal"));
        List<Double> ratios = new ArrayList<>();
        try (LocalJournal journal = LocalJournal.open(
                        config,
                        new DiskStorage(config.folder()),
                        InstantSource.system(),
                        new SecureRandom(),
                        damage -> out.println("damage " + damage),
                        (thread, e) -> e.printStackTrace(out));
                FileChannel plain = FileChannel.open(
                        folder.resolve("plain"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            journal.onAppend(batches::incrementAndGet);
            plain.write(ByteBuffer.allocate(PLAIN_FILE_BYTES));
            plain.force(true);
            for (int round = 0; round < rounds; round++) {
                durable.set(0);
                batches.set(0);
                long cpuNanos = system.getProcessCpuTime();
                double journalRate = journalSecond(journal);
                double cpuSeconds = (system.getProcessCpuTime() - cpuNanos) / 1e3 / durable.get();
                long perBatch = durable.get() / batches.get();
                double plainRate = plainSecond(plain, (int) perBatch);
                ratios.add(journalRate / plainRate);
                out.printf(
                        "journal %,10.0f records/s, %4d a batch, %.2f CPU s a million; plain %,10.0f; ratio %.2f%n",
                        journalRate, perBatch, cpuSeconds, plainRate, journalRate / plainRate);
            }
        }
        ratios.sort(null);
        out.printf("median ratio %.2f%n", ratios.get(ratios.size() / 2));
    }

    private double journalSecond(LocalJournal journal) throws InterruptedException {
        long started = System.nanoTime();
        List<Loop> loops = new ArrayList<>();
        for (int i = 0; i < LOOPS; i++) {
            loops.add(new Loop(journal, PRODUCERS / LOOPS, started + ROUND_NANOS));
        }
        loops.forEach(Loop::start);
        for (Loop loop : loops) {
            loop.join();
        }
        return durable.get() * 1e9 / (System.nanoTime() - started);
    }

    private static double plainSecond(FileChannel plain, int records) throws IOException {
        ByteBuffer batch = ByteBuffer.allocateDirect(records * ENTRY_BYTES);
        long started = System.nanoTime();
        long written = 0;
        while (System.nanoTime() - started < ROUND_NANOS) {
            plain.position(written % (PLAIN_FILE_BYTES / batch.capacity()) * batch.capacity());
            plain.write(batch.clear());
            plain.force(false);
            written++;
        }
        return written * records * 1e9 / (System.nanoTime() - started);
    }

    /** Half of the producers, on one thread, as an event loop would have them. */
    private final class Loop extends Thread {
        private final LocalJournal journal;
        private final long deadlineNanos;
        private final byte[][] keys;
        private final byte[] payload = new byte[RECORD_BYTES];
        private final BlockingQueue<Claim> completed = new LinkedBlockingQueue<>();
        private int waiting;

        Loop(LocalJournal journal, int producers, long deadlineNanos) {
            this.journal = journal;
            this.deadlineNanos = deadlineNanos;
            this.keys = new byte[producers][];
            for (int i = 0; i < producers; i++) {
                keys[i] = String.format("35209308%07d", hashCode() % 1_000 * 1_000 + i)
                        .getBytes(US_ASCII);
            }
        }

        @Override
        public void run() {
            try {
                while (System.nanoTime() < deadlineNanos) {
                    produce();
                    awaitDurable();
                }
            } catch (InterruptedException e) {
                out.println("Interrupted before the end");
            }
        }

        private void produce() {
            Claim claim = journal.claim();
            while (waiting < keys.length) {
                claim.begin(keys[waiting], System.currentTimeMillis()).put(payload);
                claim.end();
                waiting++;
            }
            journal.commit(claim, completed::add);
        }

        private void awaitDurable() throws InterruptedException {
            Claim claim = completed.take();
            waiting -= claim.entries();
            durable.addAndGet(claim.entries());
            claim.release();
        }
    }
}
