package io.fivenines.benchmarks.sink;

import io.fivenines.benchmarks.process.LoopDisk;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file on a small disk, which is full while it is away. */
public final class FileReceiver implements Receiver {
    private static final int DISK_MIB = 512;
    private static final int REST_MIB = 1;
    private static final int BLOCK = 1 << 12;

    private final LoopDisk disk;
    private final Path file;
    private final Path rest;
    private Path ballast;

    /** The disk is made in that folder. */
    public FileReceiver(Path folder) throws IOException, InterruptedException {
        disk = LoopDisk.create(folder, DISK_MIB);
        file = disk.mount().resolve("messages.jsonl");
        rest = disk.mount().resolve("rest");
    }

    @Override
    public String[] configuration() {
        return new String[] {"    kind: file", "    file: {path: " + file + ", rotateSize: 1GiB}"};
    }

    @Override
    public void kill() throws IOException, InterruptedException {
        ballast = disk.ballast(REST_MIB);
        try (OutputStream out = Files.newOutputStream(rest)) {
            while (disk.freeBytes() > 0) {
                out.write(new byte[BLOCK]);
            }
        } catch (IOException e) {
            // Full to the last block.
        }
    }

    @Override
    public void restart() throws IOException {
        Files.delete(ballast);
        Files.delete(rest);
    }

    @Override
    public Delivered delivered() throws IOException {
        Delivered delivered = new Delivered();
        for (String line : Files.readAllLines(file)) {
            delivered.take(line.getBytes(StandardCharsets.UTF_8));
        }
        return delivered;
    }

    @Override
    public void close() {
        disk.close();
    }
}
