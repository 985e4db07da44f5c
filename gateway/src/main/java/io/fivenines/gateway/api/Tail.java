package io.fivenines.gateway.api;

import io.fivenines.coordinator.web.Query;
import io.fivenines.gateway.journal.Cursor;
import io.fivenines.gateway.journal.Journal;
import io.fivenines.gateway.journal.Place;
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
        Place end = journal.end();
        Place asked = lastEventId(ctx, end);
        streams.serve(ctx, out -> {
            boolean skips = asked.entriesTo(end) > lagMax;
            if (skips) {
                out.notice("skipped", gap(asked, end));
            }
            new Follower(out, ident).follow(skips ? end : asked);
        });
    }

    /** A client that comes back says which event it had last: the position behind that message. */
    private static Place lastEventId(Context ctx, Place end) {
        String id = ctx.header("Last-Event-ID");
        Place asked = id == null ? null : Place.parse(id);
        return asked != null && asked.isWithin(end) ? asked : end;
    }

    private static Map<String, Object> gap(Place from, Place end) {
        Map<String, Object> gap = new LinkedHashMap<>();
        gap.put("detail", "too slow: " + from.entriesTo(end) + " messages behind");
        gap.put("cursor", from.toString());
        gap.put("end", end.toString());
        return gap;
    }

    /** One client's way along the journal. */
    private final class Follower {
        private final EventStream out;
        private final ByteBuffer key;
        private final MessageText text = new MessageText();
        /** Behind the last entry looked at. */
        private Place place;
        /** Entries looked at since the client was last told where to go on. */
        private long unmarked;

        private long looked;

        private Follower(EventStream out, Ident ident) {
            this.out = out;
            key = ident == null ? null : ByteBuffer.wrap(ident.ascii());
        }

        private void follow(Place from) throws IOException {
            place = from;
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
            place = at.place();
            unmarked++;
            if (key == null || key.equals(at.key())) {
                out.event(place, text.of(at));
                unmarked = 0;
            }
            if (++looked % LAG_CHECKED_EVERY == 0) {
                mark();
                cutIfBehind();
            }
        }

        /** A client that waits for one tracker only must not seem to have been away when it comes back. */
        private void mark() throws IOException {
            if (unmarked > lagMax / 2) {
                out.mark(place);
                unmarked = 0;
            }
        }

        private void cutIfBehind() throws IOException {
            Place end = journal.end();
            if (place.entriesTo(end) > lagMax) {
                out.cut(gap(place, end));
            }
        }
    }
}
