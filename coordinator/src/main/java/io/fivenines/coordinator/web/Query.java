package io.fivenines.coordinator.web;

import io.javalin.http.Context;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The parameters of a request, each known and given once: a misspelt one must not quietly mean its default. */
public final class Query {
    public static final int LIMIT = 1000;
    public static final int LIMIT_MAX = 10_000;

    private final Map<String, String> values = new HashMap<>();

    /** The parameters of this request, which may have these. */
    public Query(Context ctx, String... known) {
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
    public static void none(Context ctx) {
        var unused = new Query(ctx);
    }

    /** The text of that name, "" if it is not given. */
    public String text(String name) {
        return values.getOrDefault(name, "");
    }

    public int limit() {
        long limit = number("limit", LIMIT);
        if (limit < 1 || limit > LIMIT_MAX) {
            throw ApiException.badParameter("limit", values.get("limit"), "1 to " + LIMIT_MAX);
        }
        return (int) limit;
    }

    /** A whole number, 0 or more. */
    public long number(String name, long fallback) {
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
    public long timeMs(String name, long fallback) {
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
