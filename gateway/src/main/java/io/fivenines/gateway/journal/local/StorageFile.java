package io.fivenines.gateway.journal.local;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file. One thread writes; reads may come from several at once. */
public interface StorageFile extends Closeable {
    /**
     * Writes from the first {@code count} sources in order, possibly not all of it; their positions tell how much.
     *
     * @return how many bytes were written
     */
    long write(ByteBuffer[] sources, int count, long offset) throws IOException;

    /** Writes all that remains in the first {@code count} sources. */
    static void writeAll(StorageFile file, ByteBuffer[] sources, int count, long offset) throws IOException {
        long wanted = 0;
        for (int i = 0; i < count; i++) {
            wanted += sources[i].remaining();
        }
        for (long written = 0; written < wanted; ) {
            long more = file.write(sources, count, offset + written);
            if (more <= 0) {
                throw new IOException("The disk took " + written + " of " + wanted + " bytes; expected all");
            }
            written += more;
        }
    }

    /** Reads what is there, possibly less than fits; -1 at or after the end of the file. */
    int read(ByteBuffer target, long offset) throws IOException;

    /**
     * Makes what was written durable. After a failure nothing is known of any byte written since the last success, and
     * calling again proves nothing: the system may have dropped the bytes and forgotten the error.
     */
    void force() throws IOException;

    long size() throws IOException;
}
