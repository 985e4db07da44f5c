package io.fivenines.gateway.api;

import com.fasterxml.jackson.databind.util.RawValue;
import io.fivenines.coordinator.web.ApiException;
import io.fivenines.coordinator.web.Json;
import io.fivenines.coordinator.web.Query;
import io.fivenines.gateway.connection.Connection;
import io.fivenines.gateway.connection.Registry;
import io.fivenines.gateway.journal.Cursor;
import io.fivenines.gateway.journal.Entry;
import io.fivenines.gateway.journal.Journal;
import io.fivenines.gateway.journal.Place;
import io.fivenines.gateway.telemetry.Ident;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Trackers this node knows. */
final class Devices {
    /** How much of the journal's end is looked through for idents; keys are cheap to read, but not for ever. */
    private static final long RECENT = 50_000;
    /** The last message is looked for in ever wider times, because most trackers have one in the first. */
    private static final long[] LOOKED_BACK_MS = {TimeUnit.HOURS.toMillis(1), TimeUnit.DAYS.toMillis(1), -1};

    private final Journal journal;
    private final Registry registry;
    private final InstantSource clock;

    private record Device(String ident, boolean connected, BigDecimal lastSeenAt) {}

    Devices(Journal journal, Registry registry, InstantSource clock) {
        this.journal = journal;
        this.registry = registry;
        this.clock = clock;
    }

    void all(Context ctx) {
        Query query = new Query(ctx, "after", "limit");
        Page<Device> page = new Page<>(query.text("after"), query.limit());
        for (Connection connection : registry.all()) {
            String ident = connection.ident().toString();
            page.offer(ident, () -> new Device(ident, true, Json.seconds(connection.lastReadMs())));
        }
        addRecent(page);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("devices", page.items());
        answer.put("next", page.next());
        answer.put("covers", "trackers connected to this node or among its last " + RECENT + " messages");
        Json.answer(ctx, answer);
    }

    private void addRecent(Page<Device> page) {
        Map<String, Long> seenMs = new LinkedHashMap<>();
        Place from = journal.end().back(RECENT, journal.first());
        try (Cursor cursor = journal.cursor(from)) {
            for (long read = 0; read < RECENT && cursor.next(); read++) {
                seenMs.put(
                        StandardCharsets.US_ASCII
                                .decode(cursor.key().duplicate())
                                .toString(),
                        cursor.storedAtMs());
            }
        }
        seenMs.forEach((ident, ms) -> page.offer(ident, () -> new Device(ident, false, Json.seconds(ms))));
    }

    void one(Context ctx) {
        Query.none(ctx);
        Ident ident = Idents.inPath(ctx);
        Connection connection = registry.find(ident);
        String last = lastMessage(ident);
        if (connection == null && last == null) {
            throw new ApiException(
                    404, "not_found", "nothing is known of tracker " + ident, "one of /v1/devices, or one seen here");
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("ident", ident.toString());
        answer.put("connected", connection != null);
        answer.put("connection", connection == null ? null : Connections.of(connection));
        answer.put("lastMessage", last == null ? null : new RawValue(last));
        Json.answer(ctx, answer);
    }

    /** The message with the newest time, of two the one stored later; null if there is none. */
    private String lastMessage(Ident ident) {
        String last = null;
        for (int i = 0; last == null && i < LOOKED_BACK_MS.length; i++) {
            long fromMs = LOOKED_BACK_MS[i] < 0 ? Long.MIN_VALUE : clock.millis() - LOOKED_BACK_MS[i];
            last = lastMessage(ident, fromMs);
        }
        return last;
    }

    private String lastMessage(Ident ident, long fromMs) {
        MessageText text = new MessageText();
        String last = null;
        long lastMs = Long.MIN_VALUE;
        try (Cursor cursor = journal.cursor(ident.ascii(), fromMs, Long.MAX_VALUE)) {
            while (cursor.next()) {
                long timeMs = cursor.timeMs() == Entry.NO_TIME ? cursor.storedAtMs() : cursor.timeMs();
                if (timeMs >= lastMs) {
                    lastMs = timeMs;
                    last = text.of(cursor).toString();
                }
            }
        }
        return last;
    }
}
