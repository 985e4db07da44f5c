package io.fivenines.gateway.journal.local;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * The one folder a journal lives in. What is created, renamed or deleted is durable after {@link #sync()}, a file's
 * bytes after {@link StorageFile#force()}. {@link #lock()} comes first.
 */
public interface Storage {
    /** Where it is, for messages. */
    String place();

    /** Takes the folder (made if missing) for this process alone until the lock is closed. */
    Closeable lock() throws IOException;

    List<String> list() throws IOException;

    /** A new empty file to read and write, in place of any of that name. */
    StorageFile create(String name) throws IOException;

    /**
     * An existing file to read.
     *
     * @throws java.nio.file.NoSuchFileException if there is none
     */
    StorageFile open(String name) throws IOException;

    /** Shortens a file, durably. */
    void cut(String name, long size) throws IOException;

    /** Nothing happens if there is none. */
    void delete(String name) throws IOException;

    /** Replaces what had the new name; after a crash there is one or the other. */
    void rename(String from, String to) throws IOException;

    void sync() throws IOException;
}
