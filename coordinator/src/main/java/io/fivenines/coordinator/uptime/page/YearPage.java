package io.fivenines.coordinator.uptime.page;

import java.util.List;

/** The incidents of one year. */
final class YearPage {
    /** More would not load in a second; a year with more has other worries. */
    private static final int INCIDENTS_MAX = 2_000;

    private final Frame frame;

    YearPage(Frame frame) {
        this.frame = frame;
    }

    String text(Board board, int year) {
        Html html = frame.begin("Incidents of " + year, board);
        html.begin("section", "aria-labelledby", "all").element("h2", "Newest first", "id", "all");
        List<Board.Reported> of = board.incidents().stream()
                .filter(reported -> Edition.year(reported.incident().fromMs()) == year)
                .toList();
        html.element(
                "p",
                of.size() + " incidents" + (of.size() > INCIDENTS_MAX ? ", of which the newest " + INCIDENTS_MAX : ""));
        of.stream().limit(INCIDENTS_MAX).forEach(reported -> IncidentText.tell(html, reported));
        return frame.end(html.end());
    }
}
