package io.fivenines.benchmarks.powercut;

import io.fivenines.gateway.journal.local.DiskStorage;
import io.fivenines.gateway.journal.local.Storage;
import io.fivenines.gateway.journal.local.StorageFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder whose files and names are, until they are synced, in this process alone: killing it loses them, as a power
 * cut would. Now and then bytes reach the disk unasked, all of a write or its beginning, as they do from a page cache.
 *
 * <p>New files begin in a hidden folder beside; names are made, moved and removed on the disk by {@link #sync()}.
 */
final class ForgetfulStorage implements Storage {
    private final Path folder;
    private final Path nameless;
    private final boolean syncs;
    private final SplittableRandom random;
    private final Storage disk;
    private final Map<String, Inode> names = new TreeMap<>();
    private final List<Change> unsynced = new ArrayList<>();
    private long made;

    /** Something done to the folder and not to the disk yet. */
    private interface Change {
        void apply() throws IOException;
    }

    /** Without syncs the disk forgets everything, and a journal on it is worth nothing: to show that this is seen. */
    ForgetfulStorage(Path folder, boolean syncs, SplittableRandom random) {
        this.folder = folder.toAbsolutePath();
        this.nameless = this.folder.resolveSibling(folder.getFileName() + ".nameless");
        this.syncs = syncs;
        this.random = random;
        disk = new DiskStorage(folder);
    }

    @Override
    public String place() {
        return folder + " (forgetful)";
    }

    @Override
    public synchronized Closeable lock() throws IOException {
        final Closeable lock = disk.lock();
        Files.createDirectories(nameless);
        for (Path lost : list(nameless)) {
            Files.delete(lost);
        }
        for (Path file : list(folder)) {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            names.put(file.getFileName().toString(), new Inode(channel));
        }
        return lock;
    }

    private static List<Path> list(Path of) throws IOException {
        try (Stream<Path> files = Files.list(of)) {
            return files.toList();
        }
    }

    @Override
    public synchronized List<String> list() {
        return List.copyOf(names.keySet());
    }

    @Override
    public synchronized StorageFile create(String name) throws IOException {
        Path beginning = nameless.resolve(Long.toString(++made));
        Inode inode = new Inode(FileChannel.open(
                beginning, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE));
        names.put(name, inode);
        unsynced.add(() -> Files.move(beginning, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING));
        return new ForgetfulFile(inode, syncs, random.split());
    }

    @Override
    public synchronized StorageFile open(String name) throws IOException {
        return new ForgetfulFile(inode(name), syncs, random.split());
    }

    private Inode inode(String name) throws NoSuchFileException {
        Inode inode = names.get(name);
        if (inode == null) {
            throw new NoSuchFileException(name);
        }
        return inode;
    }

    @Override
    public synchronized void cut(String name, long size) throws IOException {
        inode(name).cut(size);
    }

    @Override
    public synchronized void delete(String name) {
        if (names.remove(name) != null) {
            unsynced.add(() -> Files.deleteIfExists(folder.resolve(name)));
        }
    }

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        names.put(to, inode(from));
        names.remove(from);
        unsynced.add(() -> Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.REPLACE_EXISTING));
    }

    @Override
    public synchronized void sync() throws IOException {
        if (syncs) {
            for (Change change : unsynced) {
                change.apply();
            }
            unsynced.clear();
        }
    }
}
