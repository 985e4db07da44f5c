package io.fivenines.coordinator.uptime.hub;

import io.fivenines.coordinator.cluster.RecordStore;
import io.fivenines.coordinator.cluster.Versioned;
import io.fivenines.coordinator.uptime.Incident;
import io.fivenines.coordinator.uptime.Month;
import io.fivenines.coordinator.uptime.Sight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * A second copy of the monthly rows, in ZooKeeper: what is left if every hub loses its disk, and where a new one finds
 * months that no prober remembers. A record a datacenter and month, bounded: without the words of incidents, and with
 * the newest of them only.
 */
public final class RowCopies {
    private static final int INCIDENTS_MAX = 100;

    private final RecordStore store;
    private final String folder;

    /** The rows of one datacenter and month, by endpoint. */
    public record Copy(Map<String, Month> rows) {
        public Copy {
            rows = Map.copyOf(rows);
        }
    }

    public RowCopies(RecordStore store, String folder) {
        this.store = store;
        this.folder = folder;
    }

    /** All rows there are copies of. */
    public CompletableFuture<List<Month>> read() {
        return store.names(folder)
                .thenCompose(datacenters -> all(datacenters.stream()
                        .map(datacenter -> store.names(folder + "/" + datacenter)
                                .thenCompose(months -> all(months.stream()
                                        .map(month -> store.read(path(datacenter, month), Copy.class)
                                                .thenApply(RowCopies::rows))
                                        .toList())))
                        .toList()));
    }

    private static List<Month> rows(Optional<Versioned<Copy>> found) {
        return found.map(copy -> List.copyOf(copy.record().rows().values())).orElse(List.of());
    }

    private static CompletableFuture<List<Month>> all(List<CompletableFuture<List<Month>>> parts) {
        return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
                .thenApply(done ->
                        parts.stream().flatMap(part -> part.join().stream()).toList());
    }

    private String path(String datacenter, String month) {
        return folder + "/" + datacenter + "/" + month;
    }

    /** Copies rows, where they know more than the copy that is there: another hub may have heard from more probers. */
    public CompletableFuture<Void> write(List<Month> rows) {
        Map<String, List<Month>> byPath = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> path(row.subject().datacenter(), row.month()), TreeMap::new, Collectors.toList()));
        List<CompletableFuture<?>> writes = new ArrayList<>();
        byPath.forEach((path, some) -> writes.add(store.read(path, Copy.class)
                .thenCompose(found ->
                        write(path, some, found.orElse(new Versioned<>(new Copy(Map.of()), Versioned.NONE))))));
        return CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<?> write(String path, List<Month> rows, Versioned<Copy> found) {
        Map<String, Month> merged = new TreeMap<>(found.record().rows());
        rows.forEach(row -> merged.merge(row.subject().endpoint(), bounded(row), RowCopies::better));
        return merged.equals(found.record().rows())
                ? CompletableFuture.completedFuture(null)
                : store.write(path, new Copy(merged), found.version());
    }

    private static Month better(Month there, Month here) {
        return known(here) >= known(there) ? here : there;
    }

    private static long known(Month row) {
        return row.coverage().upMs() + row.coverage().downMs();
    }

    private static Month bounded(Month row) {
        List<Incident> all = row.incidents();
        return new Month(
                row.subject(),
                row.month(),
                row.coverage(),
                all.subList(Math.max(0, all.size() - INCIDENTS_MAX), all.size()).stream()
                        .map(RowCopies::wordless)
                        .toList());
    }

    private static Incident wordless(Incident incident) {
        return new Incident(
                incident.subject(),
                incident.fromMs(),
                incident.toMs(),
                incident.open(),
                incident.sights().stream()
                        .map(sight -> new Sight(
                                sight.location(), sight.fromMs(), sight.failedMs(), sight.toMs(), sight.step(), ""))
                        .toList());
    }
}
