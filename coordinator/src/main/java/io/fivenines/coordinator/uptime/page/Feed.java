package io.fivenines.coordinator.uptime.page;

import io.fivenines.coordinator.uptime.Incident;

/** The newest incidents as an Atom feed; one is updated when it ends, and when an operator adds words. */
final class Feed {
    private static final int ENTRIES = 50;

    private final PageConfig config;

    Feed(PageConfig config) {
        this.config = config;
    }

    String text(Board board) {
        Html xml = new Html().markup("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        xml.begin("feed", "xmlns", "http://www.w3.org/2005/Atom");
        xml.element("title", config.title()).element("id", id("feed"));
        long newestMs =
                board.incidents().stream().mapToLong(Feed::updatedMs).max().orElse(Math.max(0, board.sinceMs()));
        xml.element("updated", Words.iso(newestMs));
        xml.begin("author").element("name", config.title()).end();
        if (!config.url().isEmpty()) {
            xml.lone("link", "href", config.url());
            xml.lone("link", "rel", "self", "href", link(Edition.FEED));
        }
        board.incidents().stream().limit(ENTRIES).forEach(reported -> entry(xml, reported));
        return xml.end().toString() + "\n";
    }

    private void entry(Html xml, Board.Reported reported) {
        Incident incident = reported.incident();
        xml.begin("entry").element("title", "Down: " + IncidentText.heading(incident));
        xml.element("id", id(incident.id()));
        xml.element("published", Words.iso(incident.failedMs()));
        xml.element("updated", Words.iso(updatedMs(reported)));
        if (!config.url().isEmpty()) {
            String page = Edition.incidents(Edition.year(incident.fromMs()));
            xml.lone("link", "href", link(page + "#" + IncidentText.anchor(incident)));
        }
        Html content = new Html();
        IncidentText.tell(content, reported);
        xml.element("content", content.toString(), "type", "html").end();
    }

    private String link(String file) {
        return config.url() + (config.url().endsWith("/") ? "" : "/") + file;
    }

    private static String id(String of) {
        return "urn:fivenines:incident:" + of;
    }

    private static long updatedMs(Board.Reported reported) {
        Incident incident = reported.incident();
        long told = reported.notes().stream().mapToLong(Note::atMs).max().orElse(0);
        return Math.max(told, incident.open() ? incident.failedMs() : incident.toMs());
    }
}
