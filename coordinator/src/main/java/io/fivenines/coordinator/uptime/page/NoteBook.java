package io.fivenines.coordinator.uptime.page;

import io.fivenines.coordinator.cluster.Paths;
import io.fivenines.coordinator.cluster.RecordStore;
import io.fivenines.coordinator.cluster.Versioned;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operators' words as they are kept in ZooKeeper; those last read remain while it does not answer. */
public final class NoteBook {
    /** A name sorts by age; nothing kept here is ever changed. */
    static final int NOTES_MAX = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(NoteBook.class);

    private final RecordStore store;
    private final String folder;
    private final ConcurrentMap<String, Note> read = new ConcurrentHashMap<>();

    public NoteBook(RecordStore store, Paths paths) {
        this.store = store;
        folder = paths.notes();
    }

    /** Those known, oldest first. */
    public List<Note> notes() {
        return read.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Reads those that others have added. */
    CompletableFuture<Void> refresh() {
        return store.names(folder)
                .thenCompose(names -> CompletableFuture.allOf(names.stream()
                        .filter(name -> !read.containsKey(name))
                        .map(this::read)
                        .toArray(CompletableFuture[]::new)))
                .exceptionally(failed -> {
                    LOG.debug("Notes cannot be read now: {}", failed.getMessage());
                    return null;
                });
    }

    private CompletableFuture<Void> read(String name) {
        return store.read(folder + "/" + name, Note.class)
                .thenAccept(found -> found.ifPresent(note -> read.put(name, note.record())));
    }

    boolean isFull() {
        return read.size() >= NOTES_MAX;
    }

    /** Adds one, durable once the future ends well. */
    CompletableFuture<Void> add(Note note) {
        String name = String.format("%014d-%08x", note.atMs(), note.hashCode());
        return store.write(folder + "/" + name, note, Versioned.NONE).thenAccept(version -> read.put(name, note));
    }
}
