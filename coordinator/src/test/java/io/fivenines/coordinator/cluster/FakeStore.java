package io.fivenines.coordinator.cluster;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;

/** Records in memory, each kept as the bytes it would be; answers at once, or fails while there is no contact. */
public final class FakeStore implements RecordStore {
    private final Map<String, Versioned<byte[]>> records = new ConcurrentSkipListMap<>();
    private volatile boolean contact = true;

    public void contact(boolean there) {
        contact = there;
    }

    @Override
    public <T> CompletableFuture<Optional<Versioned<T>>> read(String path, Class<T> type) {
        Versioned<byte[]> found = records.get(path);
        try {
            return answer(
                    found == null
                            ? Optional.empty()
                            : Optional.of(new Versioned<>(Records.read(found.record(), type), found.version())));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public <T> CompletableFuture<Optional<Versioned<T>>> readLatest(String path, Class<T> type) {
        return read(path, type);
    }

    @Override
    public CompletableFuture<List<String>> names(String folder) {
        return answer(records.keySet().stream()
                .filter(path -> path.startsWith(folder + "/"))
                .map(path -> path.substring(folder.length() + 1).split("/", 2)[0])
                .distinct()
                .toList());
    }

    @Override
    public CompletableFuture<Integer> write(String path, Object record, int version) {
        if (!contact) {
            return answer(0);
        }
        Versioned<byte[]> found = records.get(path);
        boolean fits = version == Versioned.NONE
                ? found == null
                : found != null && (version == Versioned.ANY || version == found.version());
        if (!fits) {
            return CompletableFuture.failedFuture(conflict(path, version));
        }
        int next = found == null ? 0 : found.version() + 1;
        records.put(path, new Versioned<>(Records.bytes(record), next));
        return answer(next);
    }

    @Override
    public CompletableFuture<Integer> writeWhile(String guard, String path, Object record, int version) {
        return records.containsKey(guard)
                ? write(path, record, version)
                : CompletableFuture.failedFuture(conflict(guard, version));
    }

    @Override
    public CompletableFuture<Void> remove(String path, int version) {
        Versioned<byte[]> found = records.get(path);
        if (contact && found != null && version != Versioned.ANY && version != found.version()) {
            return CompletableFuture.failedFuture(conflict(path, version));
        }
        if (contact) {
            records.remove(path);
        }
        return answer(null);
    }

    public static VersionConflict conflict(String path, int version) {
        return new VersionConflict(path, "it has another version", version);
    }

    private <T> CompletableFuture<T> answer(T value) {
        return contact
                ? CompletableFuture.completedFuture(value)
                : CompletableFuture.failedFuture(new IOException("connection lost"));
    }
}
