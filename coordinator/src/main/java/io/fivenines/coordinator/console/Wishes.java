package io.fivenines.coordinator.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fivenines.coordinator.cluster.Intent;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.Versioned;
import io.fivenines.coordinator.web.ApiException;
import io.fivenines.coordinator.web.Audit;
import io.fivenines.coordinator.web.Json;
import io.fivenines.coordinator.web.Query;
import io.fivenines.coordinator.web.WebServer;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What operators want: drain a node, freeze something, force traffic elsewhere. Each is kept in ZooKeeper until it
 * expires or is taken back, and each act is logged with the name of the token.
 */
final class Wishes {
    private static final int SECONDS_MIN = 10;
    private static final int SECONDS_MAX = 7 * 24 * 3600;
    private static final int REASON_MAX = 500;
    private static final int ID_MAX = 64;
    private static final int INTENTS_MAX = 1_000;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Console.Sources sources;

    /**
     * As asked for.
     *
     * @param seconds until it expires by itself
     */
    record Wish(String kind, String subject, String to, String reason, Integer seconds) {}

    Wishes(Console.Sources sources) {
        this.sources = sources;
    }

    void all(Context ctx) {
        Query.none(ctx);
        Standing now = sources.standing().get();
        List<Object> intents = now == null
                ? List.of()
                : now.intents().stream().map(Wishes::shown).toList();
        Json.answer(ctx, Map.of("intents", intents));
    }

    private static Object shown(Intent intent) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", intent.id());
        shown.put("kind", intent.kind().name().toLowerCase(Locale.ROOT));
        shown.put("subject", intent.subject());
        shown.put("to", intent.to());
        shown.put("who", intent.who());
        shown.put("reason", intent.reason());
        shown.put("expires", Json.seconds(intent.expiresMs()));
        return shown;
    }

    void add(Context ctx) {
        Query.none(ctx);
        Intent intent = intent(read(ctx.body()), WebServer.who(ctx));
        Audit.note(ctx, "kind", intent.kind());
        Audit.note(ctx, "subject", intent.subject());
        Audit.note(ctx, "to", intent.to());
        Audit.note(ctx, "until", Instant.ofEpochMilli(intent.expiresMs()));
        Audit.note(ctx, "reason", intent.reason());
        String path = sources.paths().intent(intent.id());
        ctx.future(() -> Waiting.limited(sources.store()
                        .write(path, intent, Versioned.ANY)
                        .exceptionallyCompose(missing -> sources.store().write(path, intent, Versioned.NONE)))
                .thenAccept(version -> {
                    ctx.status(201);
                    Json.answer(ctx, shown(intent));
                }));
    }

    private static Wish read(String body) {
        try {
            Wish wish = MAPPER.readValue(body, Wish.class);
            if (wish != null) {
                return wish;
            }
            throw noWish("null");
        } catch (JsonProcessingException e) {
            throw noWish(e.getOriginalMessage());
        }
    }

    private static ApiException noWish(String why) {
        return new ApiException(
                400,
                "bad_request",
                "the body is not a wish: " + why,
                "{\"kind\":\"drain\",\"subject\":\"eu/gw-1\",\"seconds\":3600}");
    }

    private Intent intent(Wish wish, String who) {
        Intent.Kind kind = kind(wish.kind());
        String subject = subject(kind, wish.subject());
        String to = to(kind, subject, wish.to());
        int seconds = wish.seconds() == null ? 3600 : wish.seconds();
        if (seconds < SECONDS_MIN || seconds > SECONDS_MAX) {
            throw ApiException.badParameter("seconds", "" + seconds, SECONDS_MIN + " to " + SECONDS_MAX);
        }
        String reason = wish.reason() == null ? "" : wish.reason();
        if (reason.length() > REASON_MAX) {
            throw ApiException.badParameter("reason", reason.length() + " long", "at most " + REASON_MAX);
        }
        if (now().intents().size() >= INTENTS_MAX) {
            throw new ApiException(429, "too_many", "there are " + INTENTS_MAX + " wishes", "some taken back first");
        }
        return new Intent(
                id(kind, subject),
                kind,
                subject,
                to,
                who,
                reason,
                sources.clock().millis() + seconds * 1000L);
    }

    /** One id a kind and subject: who drains a node twice prolongs it. What would not tell subjects apart is hashed. */
    private static String id(Intent.Kind kind, String subject) {
        String id = (kind.name().toLowerCase(Locale.ROOT) + "-" + subject)
                .replace('/', '_')
                .replace("*", "all");
        if (id.length() <= ID_MAX && subject.indexOf('_') < 0 && !subject.equals("all")) {
            return id;
        }
        return id.substring(0, Math.min(id.length(), ID_MAX - 9)) + String.format(".%08x", subject.hashCode());
    }

    private static Intent.Kind kind(String given) {
        for (Intent.Kind kind : Intent.Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(given)) {
                return kind;
            }
        }
        throw ApiException.badParameter("kind", given, "drain, freeze or force");
    }

    private String subject(Intent.Kind kind, String given) {
        Set<String> known = new TreeSet<>(now().sites().keySet());
        switch (kind) {
            case DRAIN -> {
                known.clear();
                now().lights().keySet().stream().map(NodeId::toString).forEach(known::add);
            }
            case FREEZE -> {
                known.addAll(now().plan().endpoints().keySet());
                known.add("*");
            }
            case FORCE -> {
                known.addAll(now().plan().endpoints().keySet());
                known.addAll(now().homes().keySet());
            }
        }
        if (given == null || !known.contains(given)) {
            throw ApiException.badParameter("subject", given, "one of " + String.join(", ", known));
        }
        return given;
    }

    private String to(Intent.Kind kind, String subject, String given) {
        if (kind != Intent.Kind.FORCE) {
            if (given != null && !given.isEmpty()) {
                throw ApiException.badParameter("to", given, "nothing: only force goes somewhere");
            }
            return "";
        }
        Set<String> others = places(subject);
        others.remove(subject);
        if (given == null || !others.contains(given)) {
            throw ApiException.badParameter("to", given, "one of " + String.join(", ", others));
        }
        return given;
    }

    /** Where something can be forced to: an address to the nodes of its datacenter, all else to a datacenter. */
    private Set<String> places(String subject) {
        String home = now().homes().get(subject);
        if (home == null) {
            return new TreeSet<>(now().sites().keySet());
        }
        Set<String> nodes = new TreeSet<>();
        for (NodeId node : now().lights().keySet()) {
            if (node.datacenter().equals(home)) {
                nodes.add(node.toString());
            }
        }
        return nodes;
    }

    void remove(Context ctx) {
        Query.none(ctx);
        String id = ctx.pathParam("id");
        if (now().intents().stream().noneMatch(intent -> intent.id().equals(id))) {
            throw new ApiException(404, "not_found", "there is no wish '" + id + "'", "one of /v1/intents");
        }
        ctx.future(() -> Waiting.limited(sources.store().remove(sources.paths().intent(id)))
                .thenAccept(gone -> ctx.status(204)));
    }

    private Standing now() {
        Standing now = sources.standing().get();
        if (now == null) {
            throw new ApiException(503, "starting", "this coordinator has just begun to look", "an answer in a second");
        }
        return now;
    }
}
