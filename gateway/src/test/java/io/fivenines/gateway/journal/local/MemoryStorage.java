package io.fivenines.gateway.journal.local;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * A disk in memory that can lose power. Written bytes are volatile until forced, names until synced; it may be full,
 * take less than it is given, fail, or lie.
 */
final class MemoryStorage implements Storage {
    private final Map<String, MemoryFile> seen = new TreeMap<>();
    private final Map<String, MemoryFile> held = new TreeMap<>();
    private final Faults faults = new Faults();
    private RandomGenerator random = new Random(1);
    private int process;
    private boolean locked;
    private Runnable onFailure = () -> {};

    /** The process dies here. */
    static final class Death extends Error {
        Death() {
            super("killed in the middle of an operation");
        }
    }

    private void live() {
        if (faults.operationsLeft > 0 && --faults.operationsLeft == 0) {
            throw new Death();
        }
    }

    /** What goes wrong, and how often. */
    static final class Faults {
        double shortWrite;
        double failedWrite;
        double failedForce;
        double failedSync;
        long capacity = Long.MAX_VALUE;
        /** The disk says that it forced and does not. */
        boolean lies;

        /** After that many more operations that change something the process dies in the middle of one; 0 for never. */
        int operationsLeft;

        void heal() {
            shortWrite = 0;
            failedWrite = 0;
            failedForce = 0;
            failedSync = 0;
            capacity = Long.MAX_VALUE;
        }

        @Override
        public String toString() {
            return "short " + shortWrite + ", write " + failedWrite + ", force " + failedForce + ", sync " + failedSync
                    + ", capacity " + capacity;
        }
    }

    Faults faults() {
        return faults;
    }

    void random(RandomGenerator seeded) {
        random = seeded;
    }

    /** Runs whenever forcing a file fails. */
    void onFailure(Runnable task) {
        onFailure = task;
    }

    @Override
    public String place() {
        return "memory";
    }

    @Override
    public synchronized Closeable lock() throws IOException {
        if (locked) {
            throw new IOException("memory is in use");
        }
        locked = true;
        int owner = process;
        return () -> {
            synchronized (this) {
                if (owner == process) {
                    locked = false;
                }
            }
        };
    }

    @Override
    public synchronized List<String> list() {
        return new ArrayList<>(seen.keySet());
    }

    @Override
    public synchronized StorageFile create(String name) throws IOException {
        live();
        if (used() >= faults.capacity) {
            throw new IOException("No space left on device");
        }
        MemoryFile file = new MemoryFile();
        seen.put(name, file);
        return new Handle(file, process);
    }

    @Override
    public synchronized StorageFile open(String name) throws IOException {
        return new Handle(existing(name), process);
    }

    private MemoryFile existing(String name) throws IOException {
        MemoryFile file = seen.get(name);
        if (file == null) {
            throw new NoSuchFileException(name);
        }
        return file;
    }

    @Override
    public synchronized void cut(String name, long size) throws IOException {
        live();
        existing(name).cut((int) size);
    }

    @Override
    public synchronized void delete(String name) {
        live();
        seen.remove(name);
    }

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        live();
        seen.put(to, existing(from));
        seen.remove(from);
    }

    @Override
    public synchronized void sync() throws IOException {
        live();
        if (strikes(faults.failedSync)) {
            throw new IOException("Input/output error");
        }
        if (!faults.lies) {
            held.clear();
            held.putAll(seen);
        }
    }

    private boolean strikes(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    synchronized long used() {
        return seen.values().stream()
                .mapToLong(file -> (file.size() + MemoryFile.PAGE - 1L) / MemoryFile.PAGE * MemoryFile.PAGE)
                .sum();
    }

    /** The process is gone; the machine goes on, and what it cached is still there. */
    synchronized void kill() {
        process++;
        locked = false;
        faults.operationsLeft = 0;
    }

    /** The machine is gone: what was not forced or synced may be there, or not, or in part. */
    synchronized void powerCut() {
        kill();
        Map<String, MemoryFile> survivors = new TreeMap<>();
        for (String name : names()) {
            // Each change of a name reaches the disk or does not, whole.
            MemoryFile file = random.nextBoolean() ? seen.get(name) : held.get(name);
            if (file != null) {
                survivors.put(name, file);
            }
        }
        survivors.values().stream().distinct().forEach(file -> file.powerCut(random));
        seen.clear();
        seen.putAll(survivors);
        held.clear();
        held.putAll(survivors);
    }

    private List<String> names() {
        Map<String, MemoryFile> all = new TreeMap<>(seen);
        all.putAll(held);
        return new ArrayList<>(all.keySet());
    }

    synchronized byte[] content(String name) {
        return seen.get(name).content();
    }

    synchronized MemoryFile file(String name) {
        return seen.get(name);
    }

    /** Puts a file there, durably. */
    synchronized void put(String name, byte[] content) {
        MemoryFile file = new MemoryFile();
        file.write(content, 0);
        file.force();
        seen.put(name, file);
        held.put(name, file);
    }

    synchronized MemoryStorage copy() {
        MemoryStorage copy = new MemoryStorage();
        seen.forEach((name, file) -> copy.put(name, file.content()));
        return copy;
    }

    private final class Handle implements StorageFile {
        private final MemoryFile file;
        private final int owner;
        private boolean closed;

        Handle(MemoryFile file, int owner) {
            this.file = file;
            this.owner = owner;
        }

        private void check() throws IOException {
            if (closed || owner != process) {
                throw new IOException("File is closed");
            }
        }

        @Override
        public long write(ByteBuffer[] sources, int count, long offset) throws IOException {
            synchronized (MemoryStorage.this) {
                check();
                long written = 0;
                boolean dies = faults.operationsLeft == 1;
                boolean fails = strikes(faults.failedWrite);
                boolean shortened = dies || fails || strikes(faults.shortWrite);
                for (int i = 0; i < count; i++) {
                    int whole = sources[i].remaining();
                    int bytes = shortened ? random.nextInt(whole + 1) : whole;
                    write(sources[i], bytes, (int) (offset + written));
                    written += bytes;
                    if (bytes < whole) {
                        break;
                    }
                }
                live();
                if (fails) {
                    throw new IOException("Input/output error");
                }
                return written == 0 && shortened ? write(sources, count, offset) : written;
            }
        }

        private void write(ByteBuffer source, int bytes, int offset) throws IOException {
            if (file.pages(offset + bytes) > 0
                    && used() + (long) file.pages(offset + bytes) * MemoryFile.PAGE > faults.capacity) {
                throw new IOException("No space left on device");
            }
            byte[] chunk = new byte[bytes];
            source.get(chunk);
            file.write(chunk, offset);
        }

        @Override
        public int read(ByteBuffer target, long offset) throws IOException {
            synchronized (MemoryStorage.this) {
                check();
                return file.read(target, (int) offset);
            }
        }

        @Override
        public void force() throws IOException {
            synchronized (MemoryStorage.this) {
                check();
                live();
                if (strikes(faults.failedForce)) {
                    file.failForce(random);
                    onFailure.run();
                    throw new IOException("Input/output error");
                }
                if (!faults.lies) {
                    file.force();
                }
            }
        }

        @Override
        public long size() throws IOException {
            synchronized (MemoryStorage.this) {
                check();
                return file.size();
            }
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
