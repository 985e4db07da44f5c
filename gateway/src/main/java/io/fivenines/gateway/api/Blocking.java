package io.fivenines.gateway.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fivenines.coordinator.web.ApiException;
import io.fivenines.coordinator.web.Audit;
import io.fivenines.coordinator.web.Json;
import io.fivenines.coordinator.web.Query;
import io.fivenines.coordinator.web.WebServer;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Keeping trackers and addresses out. */
final class Blocking {
    private static final int SECONDS_MIN = 10;
    private static final int SECONDS_MAX = 366 * 24 * 3600;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Blocks blocks;
    private final InstantSource clock;

    private record Wanted(String ident, String address, Integer seconds, String reason) {}

    Blocking(Blocks blocks, InstantSource clock) {
        this.blocks = blocks;
        this.clock = clock;
    }

    void all(Context ctx) {
        Query.none(ctx);
        Json.answer(
                ctx, Map.of("blocks", blocks.all().stream().map(Blocking::shown).toList()));
    }

    void add(Context ctx) throws IOException {
        Query.none(ctx);
        Wanted wanted = read(ctx.body());
        int seconds = wanted.seconds() == null ? 3600 : wanted.seconds();
        if (seconds < SECONDS_MIN || seconds > SECONDS_MAX) {
            throw ApiException.badParameter("seconds", "" + seconds, SECONDS_MIN + " to " + SECONDS_MAX);
        }
        Blocked block = new Blocked(
                "",
                Objects.requireNonNullElse(wanted.ident(), ""),
                Objects.requireNonNullElse(wanted.address(), ""),
                WebServer.who(ctx),
                Objects.requireNonNullElse(wanted.reason(), ""),
                clock.millis() + seconds * 1000L);
        Audit.note(ctx, "ident", block.ident());
        Audit.note(ctx, "address", block.address());
        Audit.note(ctx, "until", Instant.ofEpochMilli(block.untilMs()));
        Audit.note(ctx, "reason", block.reason());
        try {
            ctx.status(201);
            Json.answer(ctx, shown(blocks.add(block)));
        } catch (IllegalArgumentException e) {
            String[] sentence = e.getMessage().split(", expected ", 2);
            throw new ApiException(
                    400, "bad_parameter", sentence[0], sentence.length > 1 ? sentence[1] : "an ident or an address");
        } catch (IllegalStateException e) {
            throw new ApiException(429, "too_many", e.getMessage(), "some taken back first");
        } catch (IOException e) {
            throw unrecorded(e);
        }
    }

    private static Wanted read(String body) {
        try {
            Wanted wanted = MAPPER.readValue(body, Wanted.class);
            if (wanted != null) {
                return wanted;
            }
            throw noBlock("null");
        } catch (JsonProcessingException e) {
            throw noBlock(e.getOriginalMessage());
        }
    }

    private static ApiException noBlock(String why) {
        return new ApiException(
                400,
                "bad_json",
                "the body is no block: " + why,
                "{\"address\":\"192.0.2.0/24\",\"seconds\":3600,\"reason\":\"...\"}, or ident instead of address");
    }

    private static ApiException unrecorded(IOException e) {
        return new ApiException(
                503, "unavailable", "it cannot be recorded: " + e.getMessage(), "a disk that can be written");
    }

    void remove(Context ctx) {
        Query.none(ctx);
        String id = ctx.pathParam("id");
        try {
            if (!blocks.remove(id)) {
                throw new ApiException(404, "not_found", "there is no block '" + id + "'", "one of /v1/blocks");
            }
        } catch (IOException e) {
            throw unrecorded(e);
        }
        ctx.status(204);
    }

    private static Map<String, Object> shown(Blocked block) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", block.id());
        shown.put("ident", block.ident());
        shown.put("address", block.address());
        shown.put("who", block.who());
        shown.put("reason", block.reason());
        shown.put("expires", Json.seconds(block.untilMs()));
        return shown;
    }
}
