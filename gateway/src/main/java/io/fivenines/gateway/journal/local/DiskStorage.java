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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A folder of a local file system. */
public final class DiskStorage implements Storage {
    static final String LOCK = "journal.lock";

    /**
     * What this process has locked. The system lets go of a process's lock on a file when the process closes that file
     * however it was opened, so a second try in one process must be refused before it opens anything.
     */
    private static final Set<Path> LOCKED = ConcurrentHashMap.newKeySet();

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
        make(folder);
        Path place = folder.toRealPath();
        if (!LOCKED.add(place)) {
            throw inUseBy("this very process, " + ProcessHandle.current().pid());
        }
        try {
            FileChannel channel = locked(FileChannel.open(folder.resolve(LOCK), CREATE, READ, WRITE));
            return () -> {
                // The file stays: were it deleted, two processes could each lock one of that name.
                channel.close();
                LOCKED.remove(place);
            };
        } catch (IOException e) {
            LOCKED.remove(place);
            throw e;
        }
    }

    private FileChannel locked(FileChannel channel) throws IOException {
        try {
            if (channel.tryLock() == null) {
                throw inUseBy(owner(channel));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(US_ASCII)));
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private IOException inUseBy(String owner) {
        return new IOException(
                "Journal folder " + folder + " is in use by " + owner + "; expected it for this process alone");
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(20);
        channel.read(pid, 0);
        String digits = new String(pid.array(), 0, pid.position(), US_ASCII);
        return digits.isEmpty() ? "another process" : "process " + digits;
    }

    /** Makes a folder and those above it, each durable in the one it is in. */
    public static void make(Path missing) throws IOException {
        if (!Files.isDirectory(missing)) {
            make(missing.getParent());
            Files.createDirectories(missing);
            sync(missing.getParent());
        }
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

    /** Makes what was created, renamed or deleted in a folder durable. */
    public static void sync(Path directory) throws IOException {
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
