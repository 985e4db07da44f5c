package io.fivenines.coordinator.web;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The record of what operators did: one line of the logger {@code audit} for each request whose route takes the scope
 * command or operate, whether or not it succeeded, whatever level the log has; but for what probers do all day.
 */
public final class Audit {
    /** The logger's name, whose level configuration does not change. */
    public static final String LOGGER = "audit";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);
    private static final String NOTES = "fivenines.notes";
    private static final String PROBE = "fivenines.probe";
    private static final int REFUSED = 400;

    private Audit() {}

    /** Notes what the request is about, for its line; no secrets. */
    public static void note(Context ctx, String key, Object value) {
        Map<String, Object> notes = ctx.attribute(NOTES);
        if (notes == null) {
            notes = new LinkedHashMap<>();
            ctx.attribute(NOTES, notes);
        }
        notes.put(key, value);
    }

    /** The request is a prober's, about a tracker that nobody has: it is recorded only if it is refused. */
    public static void noteProbe(Context ctx) {
        ctx.attribute(PROBE, true);
    }

    static void begin(Context ctx, Scope scope) {
        if (scope == Scope.COMMAND || scope == Scope.OPERATE) {
            note(ctx, "scope", scope.name().toLowerCase(Locale.ROOT));
        }
    }

    static void end(Context ctx) {
        Map<String, Object> notes = ctx.attribute(NOTES);
        boolean isWellProbed = ctx.attribute(PROBE) != null && ctx.statusCode() < REFUSED;
        if (notes == null || isWellProbed) {
            return;
        }
        LoggingEventBuilder line = LOG.atInfo()
                .addKeyValue("who", WebServer.who(ctx))
                .addKeyValue("peer", ctx.ip())
                .addKeyValue("status", ctx.statusCode())
                .addKeyValue("path", ctx.path());
        for (Map.Entry<String, Object> note : notes.entrySet()) {
            line = line.addKeyValue(note.getKey(), note.getValue());
        }
        line.log("{}", ctx.method().name());
    }
}
