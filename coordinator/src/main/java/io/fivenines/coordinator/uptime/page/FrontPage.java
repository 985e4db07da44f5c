package io.fivenines.coordinator.uptime.page;

import io.fivenines.coordinator.uptime.Coverage;
import io.fivenines.coordinator.uptime.Incident;
import io.fivenines.coordinator.uptime.State;
import io.fivenines.coordinator.uptime.Subject;
import io.fivenines.coordinator.uptime.figures.History;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** What most come for: is it up, what was wrong, how much was it all in all. */
final class FrontPage {
    private static final int INCIDENTS = 10;
    private static final int NOTICES = 10;

    private final PageConfig config;
    private final Frame frame;

    FrontPage(PageConfig config, Frame frame) {
        this.config = config;
        this.frame = frame;
    }

    String text(Board board) {
        Html html = frame.begin(config.title(), board);
        now(html, board);
        notices(html, board);
        if (!board.lines().isEmpty()) {
            figures(html, board);
            months(html, board);
        }
        incidents(html, board);
        times(html, board);
        return frame.end(html);
    }

    private static void now(Html html, Board board) {
        html.begin("section", "aria-labelledby", "now").element("h2", "Now", "id", "now");
        html.element("p", verdict(board), "class", "verdict " + Words.state(board.state()));
        if (!board.lines().isEmpty()) {
            Grid grid = new Grid(
                    html, "Each endpoint as each datacenter serves it", "Endpoint", "Datacenter", "State", "Seen from");
            for (Board.Line line : board.lines()) {
                String state = Words.state(line.state());
                grid.row(line.subject().endpoint())
                        .cell(line.subject().datacenter())
                        .cell(cell -> cell.element("strong", state, "class", state)
                                .text(line.isDisputed() ? ", but locations disagree" : ""))
                        .cell(views(line))
                        .endRow();
            }
            grid.end();
        }
        html.end();
    }

    static String verdict(Board board) {
        if (board.lines().isEmpty()) {
            return "Nothing is known: nothing was probed yet";
        }
        return switch (board.state()) {
            case UP -> "Everything is up";
            case DOWN -> "Down: " + names(board, State.DOWN);
            case UNKNOWN -> "Nobody has a valid observation of " + names(board, State.UNKNOWN);
        };
    }

    private static String names(Board board, State state) {
        return board.lines().stream()
                .filter(line -> line.state() == state)
                .map(Board.Line::subject)
                .map(FrontPage::name)
                .collect(Collectors.joining(", "));
    }

    private static String name(Subject subject) {
        return subject.endpoint() + " in " + subject.datacenter();
    }

    private static String views(Board.Line line) {
        return line.views().entrySet().stream()
                .map(view -> view.getKey() + " " + Words.state(view.getValue()))
                .collect(Collectors.joining(", "));
    }

    private void figures(Html html, Board board) {
        html.begin("section", "aria-labelledby", "figures").element("h2", "In figures", "id", "figures");
        html.element("p", "The service as a whole is down whenever any endpoint of any datacenter is.");
        String budget =
                "Left of the budget of " + Words.limit(config.objective().target());
        Grid grid = new Grid(html, "The service as a whole", "Time", "Availability", "Down", "Unknown", budget);
        YearMonth month = YearMonth.from(Instant.ofEpochMilli(board.asOfMs()).atOffset(ZoneOffset.UTC));
        row(grid, "This month, " + month, board.whole().month(month));
        row(grid, "Last month, " + month.minusMonths(1), board.whole().month(month.minusMonths(1)));
        List<Integer> years = new ArrayList<>(board.whole().years().keySet());
        Collections.reverse(years);
        years.forEach(year -> row(grid, "" + year, board.whole().years().get(year)));
        row(grid, "Since the beginning", board.whole().all());
        grid.end();
        html.begin("p");
        html.element("a", "Every month of every endpoint, and what credit it gives", "href", Frame.HISTORY);
        html.end().end();
    }

    private void row(Grid grid, String head, Coverage coverage) {
        if (!coverage.equals(Coverage.NONE)) {
            grid.row(head)
                    .cell(Words.percent(coverage))
                    .cell(Words.seconds(coverage.downMs()))
                    .cell(Words.seconds(coverage.unknownMs()))
                    .cell(Words.seconds(config.objective().leftMs(coverage)))
                    .endRow();
        }
    }

    private static void incidents(Html html, Board board) {
        html.begin("section", "aria-labelledby", "incidents").element("h2", "Incidents", "id", "incidents");
        if (board.incidents().isEmpty()) {
            html.element("p", "None was ever seen.");
        }
        board.incidents().stream().limit(INCIDENTS).forEach(incident -> IncidentText.tell(html, incident));
        if (board.incidents().size() > INCIDENTS) {
            html.begin("p")
                    .text("These are the newest " + INCIDENTS + " of "
                            + board.incidents().size());
            html.text("; the others are on the pages of their years.").end();
        }
        html.end();
    }

    private static void notices(Html html, Board board) {
        List<Incident> newest = board.notices().stream().limit(NOTICES).toList();
        if (newest.isEmpty()) {
            return;
        }
        html.begin("section", "aria-labelledby", "notices").element("h2", "Locations disagreed", "id", "notices");
        html.begin("ul");
        for (Incident notice : newest) {
            html.begin("li");
            Frame.time(html, notice.failedMs());
            html.text(": " + IncidentText.disagreement(notice)).end();
        }
        html.end().end();
    }

    private static void months(Html html, Board board) {
        html.begin("section", "aria-labelledby", "months").element("h2", "Month by month", "id", "months");
        html.element(
                "p",
                "One bar a month. Red from above: seconds down, an hour fills the bar, less is drawn by its logarithm."
                        + " Grey from below: the share of the month that is unknown.",
                "class",
                "soft");
        bars(html, "The service as a whole", board.whole());
        board.lines().forEach(line -> bars(html, name(line.subject()), line.history()));
        html.end();
    }

    private static void bars(Html html, String of, History history) {
        if (!history.months().isEmpty()) {
            html.element("h3", of);
            Bars.draw(html, of, history);
        }
    }

    private static void times(Html html, Board board) {
        html.begin("section", "aria-labelledby", "times").element("h2", "Response times", "id", "times");
        html.element("p", "Of the last 24 hours, from all locations.", "class", "soft");
        for (Board.Line line : board.lines()) {
            if (line.paces().isEmpty()) {
                continue;
            }
            html.element("h3", name(line.subject()));
            Grid grid = new Grid(
                    html, "Steps of a round", "Step", "Half within", "95 % within", "Slowest", "Failed", "24 hours");
            for (Board.Pace pace : line.paces()) {
                grid.row(Words.step(pace.step()))
                        .cell(ms(pace.medianMs()))
                        .cell(ms(pace.slowMs()))
                        .cell(ms(pace.slowestMs()))
                        .cell("" + pace.failures())
                        .cell(cell -> Plot.draw(cell, pace))
                        .endRow();
            }
            grid.end();
        }
        html.end();
    }

    private static String ms(int ms) {
        return ms < 0 ? "-" : ms + " ms";
    }
}
