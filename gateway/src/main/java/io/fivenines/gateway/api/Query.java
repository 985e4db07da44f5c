package io.fivenines.gateway.api;

import io.fivenines.gateway.telemetry.Ident;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The parameters of a request, each known and given once: a misspelt one must not quietly mean its default. */
final class Query {
    static final int LIMIT = 1000;
    static final int LIMIT_MAX = 10_000;

    private final Map<String, String> values = new HashMap<>();

    /** The parameters of this request, which may have these. */
    Query(Context ctx, String... known) {
        ctx.queryParamMap().forEach((name, given) -> {
            if (!List.of(known).contains(name)) {
                throw new ApiException(
                        400,
                        "unknown_parameter",
                        "there is no parameter '" + name + "' here",
                        known.length == 0 ? "no parameters" : "one of " + String.join(", ", known));
            }
            if (given.size() != 1) {
                throw new ApiException(400, "bad_parameter", name + " is given " + given.size() + " times", "it once");
            }
            values.put(name, given.get(0));
        });
    }

    /** Where there is nothing to ask for. */
    static void none(Context ctx) {
        var unused = new Query(ctx);
    }

    /** The ident in the path. */
    static Ident ident(Context ctx) {
        return ident(ctx.pathParam("ident"));
    }

    private static Ident ident(String text) {
        Ident ident = Ident.of(text);
        if (ident == null) {
            throw ApiException.badParameter(
                    "ident", text, "1 to " + Ident.LENGTH_MAX + " printable ASCII characters without space");
        }
        return ident;
    }

    /** The ident of that name, the fallback if it is not given. */
    Ident ident(String name, Ident fallback) {
        String text = values.get(name);
        return text == null ? fallback : ident(text);
    }

    /** The text of that name, "" if it is not given. */
    String text(String name) {
        return values.getOrDefault(name, "");
    }

    int limit() {
        long limit = number("limit", LIMIT);
        if (limit < 1 || limit > LIMIT_MAX) {
            throw ApiException.badParameter("limit", values.get("limit"), "1 to " + LIMIT_MAX);
        }
        return (int) limit;
    }

    /** A whole number, 0 or more. */
    long number(String name, long fallback) {
        String text = values.get(name);
        if (text == null) {
            return fallback;
        }
        if (!text.matches("[0-9]{1,18}")) {
            throw ApiException.badParameter(name, text, "a whole number, 0 or more");
        }
        return Long.parseLong(text);
    }

    /** A time in milliseconds since 1970. */
    long timeMs(String name, long fallback) {
        String text = values.get(name);
        if (text == null) {
            return fallback;
        }
        try {
            // An unescaped plus, as in +02:00, arrives as a space.
            return text.matches("-?[0-9]{1,12}(\\.[0-9]{1,9})?")
                    ? new BigDecimal(text).movePointRight(3).longValue()
                    : OffsetDateTime.parse(text.replace(' ', '+')).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw ApiException.badParameter(name, text, "UNIX seconds, or ISO 8601 like 2026-01-31T12:00:00Z");
        }
    }
}
