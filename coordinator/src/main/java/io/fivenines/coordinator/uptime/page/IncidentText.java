package io.fivenines.coordinator.uptime.page;

import io.fivenines.coordinator.uptime.Incident;
import io.fivenines.coordinator.uptime.Sight;
import java.util.stream.Collectors;

/** An incident, or a notice, as it is told. */
final class IncidentText {
    private IncidentText() {}

    /** What may be linked to; the page's own names have no colons. */
    static String anchor(Incident incident) {
        return incident.id().replace(':', '_');
    }

    static String heading(Incident incident) {
        return incident.subject().endpoint() + " in " + incident.subject().datacenter() + ", "
                + Words.seconds(incident.ms()) + (incident.open() ? " so far" : "");
    }

    static void tell(Html html, Board.Reported reported) {
        Incident incident = reported.incident();
        html.begin("article", "id", anchor(incident)).element("h3", heading(incident));
        html.begin("dl");
        times(html, incident);
        html.element("dt", "Seen from").begin("dd");
        for (Sight sight : incident.sights()) {
            html.begin("div").text(sight.location() + " from " + Words.time(sight.failedMs()) + ": ");
            html.text(Words.step(sight.step()));
            html.text(sight.words().isEmpty() ? "" : ", " + sight.words()).end();
        }
        html.text(incident.sights().isEmpty() ? "not known any more" : "").end().end();
        for (Note note : reported.notes()) {
            html.begin("blockquote").text(note.text() + "\n");
            html.begin("span", "class", "soft").text(note.who() + ", ");
            Frame.time(html, note.atMs()).end().end();
        }
        html.end();
    }

    private static void times(Html html, Incident incident) {
        html.element("dt", "First failure seen").begin("dd");
        Frame.time(html, incident.failedMs()).end();
        html.element("dt", "Counted from").begin("dd");
        Frame.time(html, incident.fromMs()).end();
        html.element("dt", "Until").begin("dd");
        if (incident.open()) {
            html.element("strong", "it lasts", "class", "down").end();
        } else {
            Frame.time(html, incident.toMs()).end();
        }
    }

    /** A notice in a sentence. */
    static String disagreement(Incident notice) {
        String locations = notice.sights().stream()
                .map(sight -> sight.location() + " (" + Words.step(sight.step()) + ")")
                .distinct()
                .collect(Collectors.joining(", "));
        return notice.subject().endpoint() + " in " + notice.subject().datacenter() + " seen down from "
                + (locations.isEmpty() ? "too few locations" : "only " + locations) + " for "
                + Words.seconds(notice.ms()) + (notice.open() ? " so far" : "") + "; not counted as downtime";
    }
}
