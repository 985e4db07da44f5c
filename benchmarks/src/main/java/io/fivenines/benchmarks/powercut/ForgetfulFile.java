package io.fivenines.benchmarks.powercut;

import io.fivenines.gateway.journal.local.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** An open file of a disk that forgets. */
final class ForgetfulFile implements StorageFile {
    private static final int LEAKS_ONE_IN = 4;

    private final Inode inode;
    private final boolean syncs;
    private final SplittableRandom random;

    ForgetfulFile(Inode inode, boolean syncs, SplittableRandom random) {
        this.inode = inode;
        this.syncs = syncs;
        this.random = random;
    }

    @Override
    public long write(ByteBuffer[] sources, int count, long offset) throws IOException {
        int length = 0;
        for (int i = 0; i < count; i++) {
            length += sources[i].remaining();
        }
        ByteBuffer bytes = ByteBuffer.allocate(length);
        for (int i = 0; i < count; i++) {
            bytes.put(sources[i]);
        }
        bytes.flip();
        inode.write(offset, bytes.duplicate());
        if (syncs && length > 0 && random.nextInt(LEAKS_ONE_IN) == 0) {
            inode.leak(offset, bytes.limit(1 + random.nextInt(length)));
        }
        return length;
    }

    @Override
    public int read(ByteBuffer target, long offset) throws IOException {
        return inode.read(target, offset);
    }

    @Override
    public void force() throws IOException {
        if (syncs) {
            inode.force();
        }
    }

    @Override
    public long size() {
        return inode.size();
    }

    /** The bytes stay: another may have the file open, and closing promises nothing. */
    @Override
    public void close() {}
}
