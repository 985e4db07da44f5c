package io.fivenines.gateway.journal.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** A folder of a local file system. */
public final class DiskStorage implements Storage {
    static final String LOCK = "journal.lock";

    private final Path folder;

    public DiskStorage(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    @Override
    public String place() {
        return folder.toString();
    }

    @Override
    public Closeable lock() throws IOException {
        Files.createDirectories(folder);
        Path parent = folder.getParent();
        if (parent != null) {
            sync(parent);
        }
        FileChannel channel = FileChannel.open(folder.resolve(LOCK), CREATE, READ, WRITE);
        try {
            if (!locked(channel)) {
                throw new IOException("Journal folder " + folder + " is in use by " + owner(channel)
                        + "; expected it for this process alone");
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(US_ASCII)));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        // Closing the channel lets go of the lock. The file stays: were it deleted, two processes could each lock one.
        return channel;
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(20);
        channel.read(pid, 0);
        String digits = new String(pid.array(), 0, pid.position(), US_ASCII);
        return digits.isEmpty() ? "another process" : "process " + digits;
    }

    @Override
    public List<String> list() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Override
    public StorageFile create(String name) throws IOException {
        return new DiskFile(FileChannel.open(folder.resolve(name), CREATE, TRUNCATE_EXISTING, READ, WRITE));
    }

    @Override
    public StorageFile open(String name) throws IOException {
        return new DiskFile(FileChannel.open(folder.resolve(name), READ));
    }

    @Override
    public void cut(String name, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(folder.resolve(name), WRITE)) {
            channel.truncate(size).force(true);
        }
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void sync() throws IOException {
        sync(folder);
    }

    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, READ)) {
            channel.force(true);
        }
    }

    private record DiskFile(FileChannel channel) implements StorageFile {
        @Override
        public long write(ByteBuffer[] sources, int count, long offset) throws IOException {
            // There is no gathering write that takes an offset; with one writing thread the channel's own does.
            return channel.position(offset).write(sources, 0, count);
        }

        @Override
        public int read(ByteBuffer target, long offset) throws IOException {
            return channel.read(target, offset);
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
