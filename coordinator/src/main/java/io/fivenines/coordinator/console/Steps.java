package io.fivenines.coordinator.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.fivenines.coordinator.cluster.Paths;
import io.fivenines.coordinator.cluster.RecordStore;
import io.fivenines.coordinator.cluster.Versioned;
import io.fivenines.coordinator.web.Json;
import io.fivenines.coordinator.web.Query;
import io.javalin.http.Context;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The newest steps, each with its reason. */
final class Steps {
    private final RecordStore store;
    private final Paths paths;

    Steps(RecordStore store, Paths paths) {
        this.store = store;
        this.paths = paths;
    }

    void newest(Context ctx) {
        int limit = new Query(ctx, "limit").limit();
        ctx.future(() -> Waiting.limited(store.names(paths.steps())
                        .thenCompose(names -> read(names.stream()
                                .sorted(Comparator.reverseOrder())
                                .limit(limit)
                                .toList())))
                .thenAccept(steps -> Json.answer(ctx, Map.of("steps", steps))));
    }

    private CompletableFuture<List<JsonNode>> read(List<String> names) {
        List<CompletableFuture<JsonNode>> reads = names.stream()
                .map(name -> store.read(paths.steps() + "/" + name, JsonNode.class)
                        .thenApply(found -> found.map(Versioned::record).orElse(null)))
                .toList();
        return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new))
                .thenApply(done -> reads.stream()
                        .map(CompletableFuture::join)
                        .filter(step -> step != null)
                        .toList());
    }
}
