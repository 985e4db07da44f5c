package io.fivenines.gateway.api;

import io.fivenines.coordinator.web.ApiException;
import io.fivenines.coordinator.web.Json;
import io.fivenines.coordinator.web.Query;
import io.fivenines.gateway.connection.Connection;
import io.fivenines.gateway.connection.Registry;
import io.fivenines.gateway.telemetry.Ident;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who is connected now. */
final class Connections {
    private final Registry registry;

    Connections(Registry registry) {
        this.registry = registry;
    }

    void all(Context ctx) {
        Query query = new Query(ctx, "after", "limit");
        Page<Map<String, Object>> page = new Page<>(query.text("after"), query.limit());
        for (Connection connection : registry.all()) {
            page.offer(connection.ident().toString(), () -> of(connection));
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("connections", page.items());
        answer.put("next", page.next());
        answer.put("total", registry.size());
        answer.put("covers", "trackers connected to this node that have said who they are");
        Json.answer(ctx, answer);
    }

    void one(Context ctx) {
        Query.none(ctx);
        Ident ident = Idents.inPath(ctx);
        Connection connection = registry.find(ident);
        if (connection == null) {
            throw new ApiException(
                    404, "not_found", "tracker " + ident + " is not connected", "one of /v1/connections");
        }
        Json.answer(ctx, of(connection));
    }

    static Map<String, Object> of(Connection connection) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("ident", connection.ident().toString());
        item.put("protocol", connection.protocol());
        item.put("channel", connection.channel());
        item.put("peer", connection.peer());
        item.put("connectedAt", Json.seconds(connection.connectedAtMs()));
        item.put("lastReadAt", Json.seconds(connection.lastReadMs()));
        item.put("records", connection.recordsAccepted());
        return item;
    }
}
