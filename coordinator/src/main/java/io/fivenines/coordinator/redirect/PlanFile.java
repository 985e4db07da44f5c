package io.fivenines.coordinator.redirect;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.cluster.Records;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A plan kept over restarts and power cuts: the file holds the old one or the new one, whole. One writer. */
public final class PlanFile {
    private static final long LENGTH_MAX = 16L << 20;

    private final Path file;

    public PlanFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /**
     * The plan written last; {@link Plan#NONE} if none ever was.
     *
     * @throws IOException if the file is there and holds no plan
     */
    public Plan read() throws IOException {
        try {
            if (Files.size(file) > LENGTH_MAX) {
                throw new IOException("it is " + Files.size(file) + " bytes long, expected at most " + LENGTH_MAX);
            }
            return Records.read(Files.readAllBytes(file), Plan.class);
        } catch (NoSuchFileException e) {
            return Plan.NONE;
        } catch (IOException e) {
            throw new IOException("plan file " + file + ": " + e.getMessage(), e);
        }
    }

    public void write(Plan plan) throws IOException {
        Path folder = file.getParent();
        Files.createDirectories(folder);
        Path fresh = folder.resolve(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(fresh, CREATE, TRUNCATE_EXISTING, WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(Records.bytes(plan));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file, ATOMIC_MOVE);
        try (FileChannel channel = FileChannel.open(folder, READ)) {
            channel.force(true);
        }
    }
}
