package io.fivenines.gateway.api;

import io.fivenines.coordinator.web.Query;
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
        Ident ident = Idents.orNull(new Query(ctx, "ident").text("ident"));
        long end = journal.status().next();
        long asked = lastEventId(ctx, end);
        streams.serve(ctx, out -> {
            boolean skips = end - asked > lagMax;
            if (skips) {
                out.notice("skipped", gap(asked, end));
            }
            new Follower(out, ident).follow(skips ? end : asked);
        });
    }

    /** A client that comes back says which event it had last: the position behind that message. */
    private static long lastEventId(Context ctx, long fallback) {
        String id = ctx.header("Last-Event-ID");
        return id != null && id.matches("[0-9]{1,18}") ? Math.min(Long.parseLong(id), fallback) : fallback;
    }

    private static Map<String, Object> gap(long position, long end) {
        Map<String, Object> gap = new LinkedHashMap<>();
        gap.put("detail", "too slow: " + (end - position) + " messages behind");
        gap.put("cursor", position);
        gap.put("end", end);
        return gap;
    }

    /** One client's way along the journal. */
    private final class Follower {
        private final EventStream out;
        private final ByteBuffer key;
        private final MessageText text = new MessageText();
        /** Behind the last entry looked at. */
        private long position;
        /** Where the client would go on if it came back. */
        private long marked;

        private Follower(EventStream out, Ident ident) {
            this.out = out;
            key = ident == null ? null : ByteBuffer.wrap(ident.ascii());
        }

        private void follow(long from) throws IOException {
            position = from;
            marked = from;
            try (Cursor cursor = journal.cursor(from)) {
                while (out.isOpen()) {
                    while (out.isOpen() && cursor.next()) {
                        pass(cursor);
                    }
                    mark();
                    if (out.isOpen()) {
                        out.rest();
                    }
                }
            }
        }

        private void pass(Cursor at) throws IOException {
            position = at.position() + 1;
            if (key == null || key.equals(at.key())) {
                out.event(position, text.of(at));
                marked = position;
            }
            if (position % LAG_CHECKED_EVERY == 0) {
                mark();
                cutIfBehind();
            }
        }

        /** A client that waits for one tracker only must not seem to have been away when it comes back. */
        private void mark() throws IOException {
            if (position - marked > lagMax / 2) {
                out.mark(position);
                marked = position;
            }
        }

        private void cutIfBehind() throws IOException {
            long end = journal.status().next();
            if (end - position > lagMax) {
                out.cut(gap(position, end));
            }
        }
    }
}
