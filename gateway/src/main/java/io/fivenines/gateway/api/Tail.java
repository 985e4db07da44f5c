package io.fivenines.gateway.api;

import io.fivenines.gateway.journal.Cursor;
import io.fivenines.gateway.journal.Journal;
import io.fivenines.gateway.telemetry.Ident;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Messages as they become durable. The journal itself is the queue between it and a client: a slow one falls behind in
 * it, and one that falls too far behind is cut off and told where to go on.
 */
final class Tail {
    private static final int LAG_CHECKED_EVERY = 256;

    private final Journal journal;
    private final Streams streams;
    private final long lagMax;

    /** @param lagMax entries a client may be behind */
    Tail(Journal journal, Streams streams, long lagMax) {
        this.journal = journal;
        this.streams = streams;
        this.lagMax = lagMax;
    }

    void follow(Context ctx) throws IOException {
        Ident ident = new Query(ctx, "ident").ident("ident", null);
        long end = journal.status().next();
        long asked = lastEventId(ctx, end);
        streams.serve(ctx, out -> {
            long from = asked;
            if (end - asked > lagMax) {
                from = end;
                out.notice("skipped", gap(asked, end));
            }
            follow(out, ident, from);
        });
    }

    /** A client that comes back says which event it had last: the position behind that message. */
    private static long lastEventId(Context ctx, long fallback) {
        String id = ctx.header("Last-Event-ID");
        return id != null && id.matches("[0-9]{1,18}") ? Math.min(Long.parseLong(id), fallback) : fallback;
    }

    private void follow(EventStream out, Ident ident, long from) throws IOException {
        ByteBuffer key = ident == null ? null : ByteBuffer.wrap(ident.ascii());
        MessageText text = new MessageText();
        int count = 0;
        try (Cursor cursor = journal.cursor(from)) {
            while (out.isOpen()) {
                while (out.isOpen() && cursor.next()) {
                    if (key == null || key.equals(cursor.key())) {
                        out.event(cursor.position() + 1, text.of(cursor));
                    }
                    if (++count % LAG_CHECKED_EVERY == 0) {
                        cutIfBehind(out, cursor.position() + 1);
                    }
                }
                if (out.isOpen()) {
                    out.rest();
                }
            }
        }
    }

    private void cutIfBehind(EventStream out, long position) throws IOException {
        long end = journal.status().next();
        if (end - position > lagMax) {
            out.cut(gap(position, end));
        }
    }

    private static Map<String, Object> gap(long position, long end) {
        Map<String, Object> gap = new LinkedHashMap<>();
        gap.put("detail", "too slow: " + (end - position) + " messages behind");
        gap.put("cursor", position);
        gap.put("end", end);
        return gap;
    }
}
