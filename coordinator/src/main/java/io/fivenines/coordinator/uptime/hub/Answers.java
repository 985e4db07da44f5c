package io.fivenines.coordinator.uptime.hub;

import io.fivenines.coordinator.uptime.Coverage;
import io.fivenines.coordinator.uptime.Finding;
import io.fivenines.coordinator.uptime.Gap;
import io.fivenines.coordinator.uptime.Incident;
import io.fivenines.coordinator.uptime.Ledger;
import io.fivenines.coordinator.uptime.Month;
import io.fivenines.coordinator.uptime.Round;
import io.fivenines.coordinator.uptime.Sight;
import io.fivenines.coordinator.uptime.Subject;
import io.fivenines.coordinator.web.Json;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How the ledger's values look in JSON: words in lower case, times and lengths in seconds. */
public final class Answers {
    private Answers() {}

    /** What is known of a subject now, and over all its months. */
    public static Map<String, Object> subject(Ledger ledger, Subject subject, long nowMs) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("endpoint", subject.endpoint());
        shown.put("datacenter", subject.datacenter());
        shown.put("state", word(ledger.state(subject)));
        Map<String, String> locations = new TreeMap<>();
        ledger.views(subject).forEach((location, state) -> locations.put(location, word(state)));
        shown.put("locations", locations);
        shown.put("since", Json.seconds(ledger.sinceMs(subject)));
        shown.put("until", Json.seconds(ledger.untilMs(subject)));
        shown.put("total", coverage(ledger.coverage(subject, 0, nowMs)));
        shown.put("months", ledger.months(subject).stream().map(Answers::month).toList());
        return shown;
    }

    private static Map<String, Object> month(Month month) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("month", month.month());
        shown.putAll(coverage(month.coverage()));
        shown.put("incidents", month.incidents().stream().map(Incident::id).toList());
        return shown;
    }

    public static Map<String, BigDecimal> coverage(Coverage coverage) {
        Map<String, BigDecimal> shown = new LinkedHashMap<>();
        shown.put("upSeconds", seconds(coverage.upMs()));
        shown.put("downSeconds", seconds(coverage.downMs()));
        shown.put("unknownSeconds", seconds(coverage.unknownMs()));
        return shown;
    }

    public static Map<String, Object> incident(Incident incident) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", incident.id());
        shown.put("endpoint", incident.subject().endpoint());
        shown.put("datacenter", incident.subject().datacenter());
        shown.put("from", Json.seconds(incident.fromMs()));
        shown.put("failed", Json.seconds(incident.failedMs()));
        shown.put("to", Json.seconds(incident.toMs()));
        shown.put("open", incident.open());
        shown.put("seconds", seconds(incident.ms()));
        shown.put("seen", incident.sights().stream().map(Answers::sight).toList());
        return shown;
    }

    private static Map<String, Object> sight(Sight sight) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("location", sight.location());
        shown.put("from", Json.seconds(sight.fromMs()));
        shown.put("failed", Json.seconds(sight.failedMs()));
        shown.put("to", Json.seconds(sight.toMs()));
        shown.put("step", sight.step() == null ? "" : word(sight.step()));
        shown.put("words", sight.words());
        return shown;
    }

    public static Map<String, Object> round(Round round) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("location", round.location());
        shown.put("sequence", round.sequence());
        shown.put("began", Json.seconds(round.beganMs()));
        shown.put("ended", Json.seconds(round.endedMs()));
        shown.put("verdict", word(round.verdict()));
        shown.put("steps", round.findings().stream().map(Answers::finding).toList());
        return shown;
    }

    public static Map<String, Object> gap(Gap gap) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("location", gap.location());
        shown.put("sequence", gap.sequence());
        shown.put("step", word(gap.step()));
        shown.put("from", Json.seconds(gap.beganMs()));
        shown.put("to", Json.seconds(gap.endedMs()));
        shown.put("verdict", word(gap.verdict()));
        shown.put("open", gap.open());
        shown.put("words", gap.words());
        return shown;
    }

    private static Map<String, Object> finding(Finding finding) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("step", word(finding.step()));
        shown.put("well", finding.well());
        shown.put("ms", finding.ms());
        shown.put("words", finding.words());
        return shown;
    }

    private static BigDecimal seconds(long ms) {
        return Json.seconds(ms);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
