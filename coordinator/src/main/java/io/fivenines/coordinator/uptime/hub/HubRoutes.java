package io.fivenines.coordinator.uptime.hub;

import io.fivenines.coordinator.cluster.Records;
import io.fivenines.coordinator.uptime.Gap;
import io.fivenines.coordinator.uptime.Incident;
import io.fivenines.coordinator.uptime.Ledger;
import io.fivenines.coordinator.uptime.Round;
import io.fivenines.coordinator.uptime.Subject;
import io.fivenines.coordinator.web.ApiException;
import io.fivenines.coordinator.web.Json;
import io.fivenines.coordinator.web.Query;
import io.fivenines.coordinator.web.Route;
import io.fivenines.coordinator.web.Scope;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ledger over HTTP: takes rounds, and shows what they come to, each figure down to its rounds and gaps. */
public final class HubRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(HubRoutes.class);
    /** Rounds before an incident that show how it was before. */
    private static final long AROUND_MS = 120_000;

    private final Hub hub;
    private final InstantSource clock;

    public HubRoutes(Hub hub, InstantSource clock) {
        this.hub = hub;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
                new Route(HandlerType.POST, "/v1/uptime/rounds", Scope.PROBE, this::take),
                Route.get("/v1/uptime/rounds", Scope.READ, this::rounds),
                Route.get("/v1/uptime/endpoints", Scope.READ, this::endpoints),
                Route.get("/v1/uptime/incidents", Scope.READ, this::incidents));
    }

    private void take(Context ctx) {
        Query.none(ctx);
        try {
            Delivered delivered = Records.read(ctx.bodyAsBytes(), Delivered.class);
            Json.answer(ctx, Map.of("acknowledged", store(delivered)));
        } catch (IOException | IllegalArgumentException e) {
            throw new ApiException(
                    400,
                    "bad_request",
                    "the body holds no rounds: " + e.getMessage(),
                    "{\"location\":\"fra\",\"after\":0,\"rounds\":[...]}");
        }
    }

    private long store(Delivered delivered) {
        try {
            return hub.take(delivered.location(), delivered.after(), delivered.rounds());
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("Rounds cannot be kept");
            throw new ApiException(503, "unavailable", "rounds cannot be kept now", "to bring them again later");
        }
    }

    private void endpoints(Context ctx) {
        Query.none(ctx);
        Json.answer(
                ctx,
                Map.of(
                        "endpoints",
                        hub.subjects().stream()
                                .map(subject -> Answers.subject(hub, subject, clock.millis()))
                                .toList()));
    }

    private void incidents(Context ctx) {
        Query query = new Query(ctx, "endpoint", "datacenter", "from", "to");
        long fromMs = query.timeMs("from", 0);
        long toMs = query.timeMs("to", Long.MAX_VALUE);
        List<Incident> incidents = new ArrayList<>();
        List<Incident> notices = new ArrayList<>();
        for (Subject subject : subjects(query)) {
            incidents.addAll(hub.incidents(subject, fromMs, toMs));
            notices.addAll(hub.notices(subject, fromMs, toMs));
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("incidents", newest(incidents));
        answer.put("notices", newest(notices));
        Json.answer(ctx, answer);
    }

    private static List<Map<String, Object>> newest(List<Incident> incidents) {
        return incidents.stream()
                .sorted(Comparator.comparingLong(Incident::fromMs).reversed())
                .limit(Query.LIMIT_MAX)
                .map(Answers::incident)
                .toList();
    }

    /** The subjects asked for, all of them if none is named. */
    private List<Subject> subjects(Query query) {
        Set<Subject> all = hub.subjects();
        return all.stream()
                .filter(subject -> query.text("endpoint").isEmpty()
                        || query.text("endpoint").equals(subject.endpoint()))
                .filter(subject -> query.text("datacenter").isEmpty()
                        || query.text("datacenter").equals(subject.datacenter()))
                .toList();
    }

    private void rounds(Context ctx) {
        Query query = new Query(ctx, "incident", "endpoint", "datacenter", "from", "to", "limit");
        int limit = query.limit();
        List<Round> rounds = new ArrayList<>();
        List<Gap> gaps = new ArrayList<>();
        if (query.text("incident").isEmpty()) {
            long toMs = query.timeMs("to", Long.MAX_VALUE);
            long fromMs = query.timeMs("from", clock.millis() - 3_600_000);
            for (Subject subject : subjects(query)) {
                rounds.addAll(hub.rounds(subject, fromMs, toMs, limit));
                gaps.addAll(hub.gaps(subject, fromMs, toMs, limit));
            }
        } else {
            Incident incident = find(hub, query.text("incident"));
            long fromMs = incident.fromMs() - AROUND_MS;
            long toMs = incident.toMs() + AROUND_MS;
            rounds.addAll(hub.rounds(incident.subject(), fromMs, toMs, limit));
            gaps.addAll(hub.gaps(incident.subject(), fromMs, toMs, limit));
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("rounds", rounds.stream().limit(limit).map(Answers::round).toList());
        answer.put("gaps", gaps.stream().limit(limit).map(Answers::gap).toList());
        Json.answer(ctx, answer);
    }

    private static Incident find(Ledger ledger, String id) {
        for (Subject subject : ledger.subjects()) {
            if (id.startsWith(subject.datacenter() + ":" + subject.endpoint() + ":")) {
                List<Incident> all = new ArrayList<>(ledger.incidents(subject, 0, Long.MAX_VALUE));
                all.addAll(ledger.notices(subject, 0, Long.MAX_VALUE));
                for (Incident one : all) {
                    if (one.id().equals(id)) {
                        return one;
                    }
                }
            }
        }
        throw new ApiException(404, "not_found", "there is no incident '" + id + "'", "one of /v1/uptime/incidents");
    }
}
