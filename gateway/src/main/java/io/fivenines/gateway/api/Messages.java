package io.fivenines.gateway.api;

import io.fivenines.coordinator.web.ApiException;
import io.fivenines.coordinator.web.Json;
import io.fivenines.coordinator.web.Query;
import io.fivenines.gateway.journal.Cursor;
import io.fivenines.gateway.journal.Journal;
import io.fivenines.gateway.journal.Place;
import io.fivenines.gateway.telemetry.Ident;
import io.javalin.http.Context;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pages of messages, written while they are read. */
final class Messages {
    private static final Logger LOG = LoggerFactory.getLogger(Messages.class);
    private static final long DAY_MS = TimeUnit.DAYS.toMillis(1);

    private final Journal journal;
    private final InstantSource clock;

    Messages(Journal journal, InstantSource clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /** All trackers' messages in the order they were stored. */
    void all(Context ctx) throws IOException {
        Query query = new Query(ctx, "cursor", "limit");
        int limit = query.limit();
        Place from = from(query);
        try (Cursor cursor = asking(() -> journal.cursor(from));
                Writer out = begin(ctx)) {
            Written written = write(out, cursor, 0, limit);
            Place next = written.place == null ? from : written.place;
            long missing = from.entriesTo(next) - written.count;
            out.append("],\"cursor\":\"").append(next.toString()).append('"');
            out.append(",\"missing\":").append(Long.toString(missing));
            end(out, written);
        }
    }

    /** A cursor beyond the end is one of another journal: waiting there would miss what comes in the meantime. */
    private Place from(Query query) {
        String text = query.text("cursor");
        if (text.isEmpty()) {
            return asking(journal::first);
        }
        Place from = Place.parse(text);
        if (from == null) {
            throw ApiException.badParameter("cursor", text, "a whole number, 0 or more, or several with dots between");
        }
        Place end = asking(journal::end);
        if (!from.isWithin(end)) {
            throw ApiException.badParameter("cursor", text, "at most " + end);
        }
        return from;
    }

    /** One tracker's messages of a time, its own time. */
    void ofDevice(Context ctx) throws IOException {
        Query query = new Query(ctx, "from", "to", "cursor", "limit");
        int limit = query.limit();
        long from = query.number("cursor", 0);
        Ident ident = Idents.inPath(ctx);
        long fromMs = query.timeMs("from", clock.millis() - DAY_MS);
        long toMs = query.timeMs("to", Long.MAX_VALUE);
        try (Cursor cursor = asking(() -> journal.cursor(ident.ascii(), fromMs, toMs));
                Writer out = begin(ctx)) {
            Written written = write(out, cursor, from, limit);
            out.append("],\"cursor\":").append(written.count < limit ? "null" : "\"" + written.next + "\"");
            end(out, written);
        }
    }

    /** Brokers that are away are nobody's mistake. */
    private static <T> T asking(Supplier<T> question) {
        try {
            return question.get();
        } catch (UncheckedIOException e) {
            throw new ApiException(
                    503, "journal_unavailable", "the journal cannot be read now: " + e.getMessage(), "a later attempt");
        }
    }

    private static Writer begin(Context ctx) throws IOException {
        ctx.contentType(Json.TYPE);
        Writer out = new BufferedWriter(new OutputStreamWriter(ctx.outputStream(), StandardCharsets.UTF_8), 1 << 14);
        out.write("{\"messages\":[");
        return out;
    }

    /** Ends the object; by then it is too late for a status, so that it says itself if the journal failed. */
    private void end(Writer out, Written written) throws IOException {
        out.append(",\"covers\":").append(Json.text(journal.covers()));
        if (!written.failure.isEmpty()) {
            out.append(",\"error\":").append(Json.text(written.failure));
        }
        out.write("}\n");
    }

    private static Written write(Writer out, Cursor cursor, long from, int limit) throws IOException {
        MessageText text = new MessageText();
        Written written = new Written(from);
        while (written.count < limit && written.advances(cursor)) {
            if (cursor.position() >= from) {
                out.append(written.count == 0 ? "\n" : ",\n").append(text.of(cursor));
                written.count++;
                written.next = cursor.position() + 1;
                written.place = cursor.place();
            }
        }
        return written;
    }

    /** How far a page has come. */
    private static final class Written {
        private long next;
        private Place place;
        private int count;
        private String failure = "";

        private Written(long from) {
            next = from;
        }

        private boolean advances(Cursor cursor) {
            try {
                return cursor.next();
            } catch (UncheckedIOException e) {
                LOG.error("The journal cannot be read", e);
                failure = "the journal cannot be read: " + e.getMessage();
                return false;
            }
        }
    }
}
