package io.fivenines.coordinator.uptime.page;

import io.fivenines.coordinator.uptime.Coverage;
import io.fivenines.coordinator.uptime.Incident;
import io.fivenines.coordinator.uptime.figures.History;
import io.fivenines.coordinator.uptime.figures.Percent;
import io.fivenines.coordinator.web.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The same for programs. Times are UNIX seconds; a percentage is a text, so that no decimal gets lost. */
final class StatusJson {
    private static final int INCIDENTS_MAX = 500;

    private final PageConfig config;

    StatusJson(PageConfig config) {
        this.config = config;
    }

    String text(Board board) {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("title", config.title());
        status.put("as_of", Json.seconds(board.asOfMs()));
        status.put("since", board.sinceMs() < 0 ? null : Json.seconds(board.sinceMs()));
        status.put("state", Words.state(board.state()));
        status.put("target", config.objective().target().text());
        status.put("whole", history(board.whole()));
        status.put("endpoints", board.lines().stream().map(this::line).toList());
        status.put(
                "incidents",
                board.incidents().stream()
                        .limit(INCIDENTS_MAX)
                        .map(StatusJson::reported)
                        .toList());
        status.put(
                "notices",
                board.notices().stream()
                        .limit(INCIDENTS_MAX)
                        .map(StatusJson::incident)
                        .toList());
        return Json.text(status) + "\n";
    }

    private Map<String, Object> line(Board.Line line) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("endpoint", line.subject().endpoint());
        shown.put("datacenter", line.subject().datacenter());
        shown.put("state", Words.state(line.state()));
        shown.put("disputed", line.isDisputed());
        Map<String, String> views = new LinkedHashMap<>();
        line.views().forEach((location, state) -> views.put(location, Words.state(state)));
        shown.put("views", views);
        shown.putAll(history(line.history()));
        return shown;
    }

    private Map<String, Object> history(History history) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("all", coverage(history.all()));
        Map<String, Object> years = new LinkedHashMap<>();
        history.years().forEach((year, coverage) -> years.put("" + year, coverage(coverage)));
        shown.put("years", years);
        Map<String, Object> months = new LinkedHashMap<>();
        history.months().forEach((month, coverage) -> {
            Map<String, Object> row = coverage(coverage);
            row.put("credit_percent", config.credits().of(coverage));
            months.put(month.toString(), row);
        });
        shown.put("months", months);
        return shown;
    }

    private Map<String, Object> coverage(Coverage coverage) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("percent", Percent.up(coverage).map(Percent::text).orElse(null));
        shown.put("up", Json.seconds(coverage.upMs()));
        shown.put("down", Json.seconds(coverage.downMs()));
        shown.put("unknown", Json.seconds(coverage.unknownMs()));
        shown.put("budget_left", Json.seconds(config.objective().leftMs(coverage)));
        return shown;
    }

    private static Map<String, Object> reported(Board.Reported reported) {
        Map<String, Object> shown = incident(reported.incident());
        shown.put(
                "notes",
                reported.notes().stream()
                        .map(note -> Map.of("at", Json.seconds(note.atMs()), "who", note.who(), "text", note.text()))
                        .toList());
        return shown;
    }

    private static Map<String, Object> incident(Incident incident) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", incident.id());
        shown.put("endpoint", incident.subject().endpoint());
        shown.put("datacenter", incident.subject().datacenter());
        shown.put("failed", Json.seconds(incident.failedMs()));
        shown.put("from", Json.seconds(incident.fromMs()));
        shown.put("to", incident.open() ? null : Json.seconds(incident.toMs()));
        shown.put("seconds", Json.seconds(incident.ms()));
        shown.put(
                "locations",
                List.copyOf(incident.sights().stream()
                        .map(sight -> sight.location())
                        .distinct()
                        .toList()));
        return shown;
    }
}
