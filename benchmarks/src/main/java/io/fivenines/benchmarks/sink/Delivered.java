package io.fivenines.benchmarks.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fivenines.benchmarks.load.Audit;
import io.fivenines.benchmarks.load.Fleet;
import io.fivenines.benchmarks.wire.Trail;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every message a consumer was given, in the order it came. Any thread may hand one over. */
public final class Delivered {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Got> all = new ArrayList<>();

    private record Got(String ident, long timeMs, double latitude, String id) {}

    /** One JSON object, or an array of them. */
    public synchronized void take(byte[] json) throws IOException {
        JsonNode read = JSON.readTree(json);
        if (read.isArray()) {
            read.forEach(this::add);
        } else {
            add(read);
        }
    }

    private void add(JsonNode message) {
        all.add(new Got(
                message.path("ident").asText(),
                Math.round(message.path("timestamp").asDouble() * 1_000),
                message.path("position.latitude").asDouble(),
                message.path("message.id").asText()));
    }

    public synchronized int count() {
        return all.size();
    }

    /** Hands all of them to an audit; without those whose id was there before, if asked so. */
    public synchronized Audit into(Audit audit, boolean dropRepeatedIds) {
        Set<String> ids = new HashSet<>();
        for (Got one : all) {
            if (!dropRepeatedIds || ids.add(one.ident + " " + one.id)) {
                audit.onRecord(one.ident, one.timeMs, one.latitude);
            }
        }
        return audit;
    }

    /** Messages that overtook one of the same tracker: those that came before the one that was to be next. */
    public synchronized long overtaking(Fleet fleet) {
        Map<Integer, Long> newest = new HashMap<>();
        long overtaking = 0;
        for (Got one : all) {
            int index = fleet.index(one.ident);
            long sequence = Trail.sequence(one.timeMs);
            long last = newest.getOrDefault(index, -1L);
            overtaking += sequence > last + 1 ? 1 : 0;
            newest.put(index, Math.max(last, sequence));
        }
        return overtaking;
    }
}
