package io.fivenines.gateway.api;

import io.fivenines.coordinator.web.Json;
import io.fivenines.coordinator.web.Query;
import io.fivenines.gateway.journal.JournalStatus;
import io.fivenines.gateway.journal.JournalStatus.Copies;
import io.fivenines.gateway.journal.Recovery;
import io.javalin.http.Context;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** How this node is, for load balancers, Prometheus and people. */
final class Status {
    private final Sources sources;
    private final Streams streams;

    Status(Sources sources, Streams streams) {
        this.sources = sources;
        this.streams = streams;
    }

    void alive(Context ctx) {
        Json.answer(ctx, Map.of("status", "alive"));
    }

    void ready(Context ctx) {
        boolean ready = sources.health().ready();
        ctx.status(ready ? 200 : 503);
        Json.answer(ctx, readiness());
    }

    private Map<String, Object> readiness() {
        Map<String, String> conditions = sources.health().conditions();
        conditions.replaceAll((name, complaint) -> complaint.isEmpty() ? "ok" : complaint);
        Map<String, Object> readiness = new LinkedHashMap<>();
        readiness.put("ready", conditions.values().stream().allMatch("ok"::equals));
        readiness.put("conditions", conditions);
        JournalStatus journal = sources.journal().status();
        readiness.put("promise", journal.promise().words());
        if (journal.copies().present()) {
            readiness.put("copies", copies(journal.copies()));
        }
        return readiness;
    }

    /** What is in this datacenter only. */
    private Map<String, Object> copies(Copies copies) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("acknowledgeAfter", copies.asked() ? "both" : "local");
        item.put("now", copies.both() ? "both" : "local");
        item.put("onlyHere", copies.records());
        item.put("bytes", copies.bytes());
        item.put("seconds", Json.seconds(copies.forMs(sources.clock().millis())));
        item.put("acknowledgedAlone", copies.alone());
        item.put("missed", copies.missed());
        item.put("detail", copies.detail());
        return item;
    }

    /** The streams out of the journal. */
    void outlets(Context ctx) {
        Query.none(ctx);
        Json.answer(ctx, Map.of("streams", sources.outlets().get()));
    }

    void metrics(Context ctx) throws IOException {
        StringWriter text = new StringWriter();
        sources.vitals().write(text);
        ctx.contentType(TextFormat.CONTENT_TYPE_004).result(text.toString());
    }

    void all(Context ctx) {
        Query.none(ctx);
        About about = sources.about();
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("node", about.node());
        status.put("datacenter", about.datacenter());
        status.put("version", about.version());
        status.put("startedAt", Json.seconds(about.startedAtMs()));
        status.put("uptime", Json.seconds(sources.clock().millis() - about.startedAtMs()));
        status.putAll(readiness());
        status.put("remarks", sources.health().remarks());
        status.put("connections", sources.registry().size());
        status.put("streams", streams.open());
        status.put("protocols", sources.protocols().get());
        status.put("journal", journal(sources.journal().status()));
        Json.answer(ctx, status);
    }

    private static Map<String, Object> journal(JournalStatus journal) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("writable", journal.writable());
        item.put("promise", journal.promise().words());
        item.put("weak", journal.promise().weak());
        item.put("reason", journal.reason());
        item.put("first", journal.first());
        item.put("next", journal.next());
        item.put("bytes", journal.bytes());
        item.put("segments", journal.segments());
        item.put("claimsInFlight", journal.claimsInFlight());
        item.put("damagedExtents", journal.damagedExtents());
        item.put("recovery", recovery(journal.recovery()));
        return item;
    }

    private static Map<String, Object> recovery(Recovery recovery) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("took", Json.seconds(recovery.tookMs()));
        item.put("skipped", recovery.skipped());
        item.put("lost", recovery.lost());
        item.put("damages", recovery.damages());
        return item;
    }
}
