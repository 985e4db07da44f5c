package io.fivenines.coordinator.uptime.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fivenines.coordinator.uptime.Incident;
import io.fivenines.coordinator.uptime.Ledger;
import io.fivenines.coordinator.uptime.Subject;
import io.fivenines.coordinator.web.ApiException;
import io.fivenines.coordinator.web.Json;
import io.fivenines.coordinator.web.Query;
import io.fivenines.coordinator.web.Route;
import io.fivenines.coordinator.web.Scope;
import io.fivenines.coordinator.web.WebServer;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets operators add words to an incident. There is no way to change or remove seconds. */
public final class NoteRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(NoteRoutes.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long ANSWER_MS = 5_000;
    private static final String EXPECTED = "{\"text\":\"A switch was replaced.\"}";

    private final Ledger ledger;
    private final NoteBook notes;
    private final InstantSource clock;

    public NoteRoutes(Ledger ledger, NoteBook notes, InstantSource clock) {
        this.ledger = ledger;
        this.notes = notes;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/v1/uptime/incidents/{id}/notes", Scope.READ, this::all),
                new Route(HandlerType.POST, "/v1/uptime/incidents/{id}/notes", Scope.OPERATE, this::add));
    }

    private void all(Context ctx) {
        Query.none(ctx);
        Incident incident = find(ctx.pathParam("id"));
        ctx.future(() -> notes.refresh().thenRun(() -> Json.answer(ctx, Map.of("notes", on(incident)))));
    }

    private List<Map<String, Object>> on(Incident incident) {
        return notes.notes().stream()
                .filter(note -> note.isOn(incident))
                .map(NoteRoutes::shown)
                .toList();
    }

    private void add(Context ctx) {
        Query.none(ctx);
        Incident incident = find(ctx.pathParam("id"));
        String who = WebServer.who(ctx);
        Note note = note(incident, who, text(ctx.body()));
        if (notes.isFull()) {
            throw new ApiException(429, "too_many", "there are " + NoteBook.NOTES_MAX + " notes", "fewer");
        }
        LOG.atInfo()
                .addKeyValue("who", who)
                .addKeyValue("peer", ctx.ip())
                .addKeyValue("incident", incident.id())
                .addKeyValue("text", note.text())
                .log("An operator adds words to an incident");
        ctx.future(() -> notes.add(note)
                .orTimeout(ANSWER_MS, TimeUnit.MILLISECONDS)
                .handle((done, failed) -> {
                    if (failed != null) {
                        throw new ApiException(503, "no_contact", "ZooKeeper did not take it", "contact with it");
                    }
                    ctx.status(201);
                    Json.answer(ctx, shown(note));
                    return null;
                }));
    }

    private Note note(Incident incident, String who, String text) {
        try {
            return new Note(incident.subject(), incident.fromMs(), clock.millis(), who, text);
        } catch (IllegalArgumentException e) {
            throw new ApiException(400, "bad_request", "the note has " + e.getMessage(), EXPECTED);
        }
    }

    private static String text(String body) {
        try {
            JsonNode json = MAPPER.readTree(body);
            if (json.size() == 1 && json.path("text").isTextual()) {
                return json.path("text").asText();
            }
        } catch (JsonProcessingException e) {
            throw new ApiException(400, "bad_request", "the body is not JSON: " + e.getOriginalMessage(), EXPECTED);
        }
        throw new ApiException(400, "bad_request", "the body is not one text", EXPECTED);
    }

    private Incident find(String id) {
        for (Subject subject : ledger.subjects()) {
            if (id.startsWith(subject.datacenter() + ":" + subject.endpoint() + ":")) {
                for (Incident incident : ledger.incidents(subject, 0, Long.MAX_VALUE)) {
                    if (incident.id().equals(id)) {
                        return incident;
                    }
                }
            }
        }
        throw new ApiException(404, "not_found", "there is no incident '" + id + "'", "one of /v1/uptime/incidents");
    }

    private static Map<String, Object> shown(Note note) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("at", Json.seconds(note.atMs()));
        shown.put("who", note.who());
        shown.put("text", note.text());
        return shown;
    }
}
