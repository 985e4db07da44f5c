package io.fivenines.coordinator.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import java.math.BigDecimal;

/** Answers other than messages, as JSON. */
public final class Json {
    public static final String TYPE = "application/json";

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private Json() {}

    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON for " + value.getClass(), e);
        }
    }

    public static void answer(Context ctx, Object value) {
        ctx.contentType(TYPE).result(text(value) + '\n');
    }

    /** UNIX seconds, as every time is written. */
    public static BigDecimal seconds(long ms) {
        return BigDecimal.valueOf(ms, 3).stripTrailingZeros();
    }
}
