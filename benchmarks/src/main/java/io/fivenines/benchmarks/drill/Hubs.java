package io.fivenines.benchmarks.drill;

import com.fasterxml.jackson.databind.JsonNode;
import io.fivenines.benchmarks.load.Pause;
import io.fivenines.benchmarks.stage.ClusterStage;
import io.fivenines.benchmarks.stage.Probers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The ledger as each of the stage's coordinators shows it. */
final class Hubs {
    private static final List<String> SITES = List.of("eu", "ru", "wit");
    private static final int AGREE_SECONDS = 60;
    private static final int ROUNDS_MAX = 10_000;

    private final ClusterStage stage;

    Hubs(ClusterStage stage) {
        this.stage = stage;
    }

    /**
     * What all of them count.
     *
     * @param downMs of each endpoint
     * @param notices times that one location saw as down
     */
    record Count(Map<String, Long> downMs, int notices) {}

    /** Waits until every location sees every endpoint as up: processes that begin are slow at first. */
    void awaitCalm() throws IOException, InterruptedException {
        stage.await(
                "every location to see every endpoint as up",
                () -> SITES.stream().allMatch(this::isCalm));
    }

    private boolean isCalm(String site) {
        JsonNode endpoints = stage.ask(site, "/v1/uptime/endpoints").path("endpoints");
        boolean calm = !endpoints.isEmpty();
        for (JsonNode endpoint : endpoints) {
            int up = 0;
            for (JsonNode state : endpoint.path("locations")) {
                up += state.asText().equals("up") ? 1 : 0;
            }
            calm &= up == Probers.LOCATIONS.size();
        }
        return calm;
    }

    /** Waits until all of them say the same of this time, and that it is over. */
    Count count(long fromMs, long toMs) throws IOException, InterruptedException {
        String path =
                String.format(Locale.ROOT, "/v1/uptime/incidents?from=%.3f&to=%.3f", fromMs / 1_000.0, toMs / 1_000.0);
        JsonNode[] agreed = new JsonNode[1];
        boolean agree = Pause.until(
                () -> {
                    Set<JsonNode> answers = new HashSet<>();
                    SITES.forEach(site -> answers.add(stage.ask(site, path)));
                    agreed[0] = answers.iterator().next();
                    return answers.size() == 1 && isOver(agreed[0]);
                },
                AGREE_SECONDS);
        if (!agree) {
            List<JsonNode> answers =
                    SITES.stream().map(site -> stage.ask(site, path)).toList();
            throw new IOException("hubs " + SITES + " do not agree in " + AGREE_SECONDS + " s: " + answers);
        }
        Map<String, Long> downMs = new TreeMap<>();
        for (JsonNode incident : agreed[0].path("incidents")) {
            long ms = Math.round(incident.path("seconds").asDouble() * 1_000);
            downMs.merge(incident.path("endpoint").asText(), ms, Long::sum);
            Stage.say("  counted: %s", incident);
        }
        return new Count(downMs, agreed[0].path("notices").size());
    }

    private static boolean isOver(JsonNode answer) {
        boolean over = !answer.isMissingNode();
        for (JsonNode incident : answer.path("incidents")) {
            over &= !incident.path("open").asBoolean();
        }
        return over;
    }

    /** The numbers of the rounds and gaps that each has, by location, in order; one it has twice is there twice. */
    Map<String, Map<String, List<Long>>> evidence() throws IOException {
        Map<String, Map<String, List<Long>>> all = new TreeMap<>();
        for (String site : SITES) {
            JsonNode answer = stage.ask(site, "/v1/uptime/rounds?from=0&limit=" + ROUNDS_MAX);
            Map<String, List<Long>> own = all.computeIfAbsent(site, name -> new TreeMap<>());
            for (String kind : List.of("rounds", "gaps")) {
                JsonNode some = answer.path(kind);
                if (some.size() == ROUNDS_MAX) {
                    throw new IOException(
                            "hub " + site + " has " + ROUNDS_MAX + " " + kind + " or more, expected fewer");
                }
                for (JsonNode one : some) {
                    own.computeIfAbsent(one.path("location").asText(), name -> new ArrayList<>())
                            .add(one.path("sequence").asLong());
                }
            }
            own.values().forEach(numbers -> numbers.sort(null));
        }
        return all;
    }
}
