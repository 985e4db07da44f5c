package io.fivenines.coordinator.uptime.page;

import io.fivenines.coordinator.uptime.Coverage;
import io.fivenines.coordinator.uptime.figures.History;
import io.fivenines.coordinator.uptime.figures.Percent;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Every month and year since the beginning. */
final class HistoryPage {
    private static final String[] HEADS = {
        "Time", "Availability", "Down", "Unknown", "If unknown was down", "Left of the budget", "Credit"
    };

    private final PageConfig config;
    private final Frame frame;

    HistoryPage(PageConfig config, Frame frame) {
        this.config = config;
        this.frame = frame;
    }

    String text(Board board) {
        Html html = frame.begin("All months", board);
        html.begin("p").text("The target is " + Words.limit(config.objective().target()));
        html.text(". Credit is percent of a month's price");
        for (var step : config.credits().steps()) {
            html.text("; under " + Words.limit(step.below()) + " it is " + step.percent() + " %");
        }
        html.text(config.credits().steps().isEmpty() ? "; none is agreed." : ".")
                .end();
        table(html, "The service as a whole", board.whole());
        board.lines()
                .forEach(line -> table(
                        html,
                        line.subject().endpoint() + " in " + line.subject().datacenter(),
                        line.history()));
        return frame.end(html);
    }

    private void table(Html html, String of, History history) {
        html.begin("section").element("h2", of);
        Grid grid = new Grid(html, "Since the beginning, by year and month", HEADS);
        row(grid, "Since the beginning", history.all(), false);
        List<Integer> years = new ArrayList<>(history.years().keySet());
        Collections.reverse(years);
        for (int year : years) {
            row(grid, "" + year, history.years().get(year), false);
            for (int month = 12; month >= 1; month--) {
                row(grid, YearMonth.of(year, month).toString(), history.month(YearMonth.of(year, month)), true);
            }
        }
        grid.end();
        html.end();
    }

    private void row(Grid grid, String head, Coverage coverage, boolean month) {
        if (!coverage.equals(Coverage.NONE)) {
            grid.row(head)
                    .cell(Words.percent(coverage))
                    .cell(Words.seconds(coverage.downMs()))
                    .cell(Words.seconds(coverage.unknownMs()))
                    .cell(Percent.upAtWorst(coverage).orElseThrow().text() + " %")
                    .cell(Words.seconds(config.objective().leftMs(coverage)))
                    .cell(month ? config.credits().of(coverage) + " %" : "-")
                    .endRow();
        }
    }
}
