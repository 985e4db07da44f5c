package io.fivenines.gateway.api;

import io.fivenines.coordinator.web.Json;
import io.fivenines.coordinator.web.Query;
import io.fivenines.gateway.telemetry.Param;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** What messages can say, and in which protocols. */
final class Catalogue {
    private final Supplier<List<Spoken>> protocols;

    Catalogue(Supplier<List<Spoken>> protocols) {
        this.protocols = protocols;
    }

    void parameters(Context ctx) {
        Query.none(ctx);
        Json.answer(
                ctx,
                Map.of("parameters", Param.all().stream().map(Catalogue::of).toList()));
    }

    private static Map<String, Object> of(Param param) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("name", param.name());
        item.put("id", param.id());
        item.put("type", param.type().name().toLowerCase(Locale.ROOT));
        item.put("unit", param.unit());
        item.put("min", finite(param.min()));
        item.put("max", finite(param.max()));
        item.put("meaning", param.meaning());
        return item;
    }

    private static Double finite(double limit) {
        return Double.isFinite(limit) ? limit : null;
    }

    void protocols(Context ctx) {
        Query.none(ctx);
        Json.answer(ctx, Map.of("protocols", protocols.get()));
    }
}
