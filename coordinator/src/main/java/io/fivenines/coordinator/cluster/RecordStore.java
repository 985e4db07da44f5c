package io.fivenines.coordinator.cluster;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Records read and written once. Every future ends on the link's thread, within about a session timeout, with an
 * {@link IOException} if ZooKeeper could not be asked; then a write may have happened or not.
 */
public interface RecordStore {
    /** The record as the connected server knows it, which may be behind by a moment. */
    <T> CompletableFuture<Optional<Versioned<T>>> read(String path, Class<T> type);

    /** The record with everything that ZooKeeper's leader had committed when this was asked. */
    <T> CompletableFuture<Optional<Versioned<T>>> readLatest(String path, Class<T> type);

    /** The names in a folder, in no order; none if there is no folder. */
    CompletableFuture<List<String>> names(String folder);

    /**
     * Writes a record if it is of that version still, and answers with the new version.
     *
     * @param version {@link Versioned#NONE} to make it with all folders above, or {@link Versioned#ANY}
     * @return fails with a {@link VersionConflict} if it is not
     */
    CompletableFuture<Integer> write(String path, Object record, int version);

    /**
     * Writes like {@link #write}, in one transaction with a check that another node is there; the folder above must be.
     *
     * @param guard the election node of the leader that writes: once it is gone, nothing it had decided is written
     */
    CompletableFuture<Integer> writeWhile(String guard, String path, Object record, int version);

    /** Removes a record whatever its version; well also if it is not there. */
    default CompletableFuture<Void> remove(String path) {
        return remove(path, Versioned.ANY);
    }

    /**
     * Removes a record if it is of that version still; well also if it is not there.
     *
     * @return fails with a {@link VersionConflict} if it is of another
     */
    CompletableFuture<Void> remove(String path, int version);
}
