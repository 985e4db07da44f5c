package io.fivenines.gateway.journal.local;

import io.fivenines.gateway.journal.Bell;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;

/** Keeps one spare ready: upkeep makes it, the writer takes it. */
final class Spares {
    /** The end of every name that a crash leaves behind and the next start deletes. */
    static final String PASSING = ".tmp";

    private static final int ZERO_BYTES = 256 << 10;

    private final Storage storage;
    private final long bytes;
    private final RandomGenerator random;
    private final Bell wanted;
    private final AtomicReference<Spare> ready = new AtomicReference<>();
    private final ByteBuffer zeros;
    private long made;
    private volatile String trouble = "";

    Spares(Storage storage, long bytes, RandomGenerator random, Bell wanted) {
        this.storage = storage;
        this.bytes = bytes;
        this.random = random;
        this.wanted = wanted;
        this.zeros = ByteBuffer.allocateDirect((int) Math.min(bytes, ZERO_BYTES));
    }

    /** How large each is. */
    long bytes() {
        return bytes;
    }

    /** Why there is none, empty if there is one or soon will be. */
    String trouble() {
        return trouble;
    }

    /** Null if there is none yet. */
    Spare take() {
        Spare spare = ready.getAndSet(null);
        wanted.ring();
        return spare;
    }

    /** Makes one if there is none. If that fails, there is trouble until it is called again and works. */
    void prepare() {
        if (ready.get() != null) {
            return;
        }
        try {
            Spare spare = make("spare-" + ++made + PASSING);
            // Before the writer can have it: what it does with the spare is no trouble any more.
            trouble = "";
            ready.set(spare);
        } catch (IOException e) {
            trouble = "Cannot prepare the next segment of " + bytes + " bytes: " + e.getMessage()
                    + "; tried again every second, nothing is acknowledged once the current one is full";
        }
    }

    private Spare make(String name) throws IOException {
        StorageFile file = storage.create(name);
        Spare spare = new Spare(storage, name, file, bytes, random.nextInt());
        try {
            ByteBuffer[] sources = {zeros};
            for (long offset = 0; offset < bytes; ) {
                zeros.clear().limit((int) Math.min(zeros.capacity(), bytes - offset));
                long chunk = zeros.remaining();
                StorageFile.writeAll(file, sources, 1, offset);
                offset += chunk;
            }
            file.force();
            return spare;
        } catch (IOException e) {
            spare.discard();
            throw e;
        }
    }

    void close() {
        Spare spare = ready.getAndSet(null);
        if (spare != null) {
            spare.discard();
        }
    }
}
