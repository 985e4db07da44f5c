package io.fivenines.coordinator.uptime.page;

import io.fivenines.coordinator.uptime.Coverage;
import io.fivenines.coordinator.uptime.figures.History;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;

/** A bar for each month since the first day: red from above for seconds down, grey from below for time unknown. */
final class Bars {
    private static final int STEP = 10;
    private static final int WIDTH = 8;
    private static final double HEIGHT = 40;
    /** So much fills the bar; less is drawn by its logarithm, so that seconds can be seen beside hours. */
    private static final double FULL_S = 3_600;

    private static final int MONTHS_MIN = 12;

    private Bars() {}

    static void draw(Html html, String of, History history) {
        List<YearMonth> months = months(history);
        html.begin(
                "svg",
                "class",
                "months",
                "role",
                "img",
                "viewBox",
                "0 0 " + months.size() * STEP + " " + (int) HEIGHT,
                "preserveAspectRatio",
                "none",
                "aria-label",
                "Months of " + of + " from " + months.get(0) + " to " + months.get(months.size() - 1)
                        + "; all figures are in the table of history.html");
        for (int i = 0; i < months.size(); i++) {
            bar(html, i * STEP, months.get(i), history.months().get(months.get(i)));
        }
        html.end();
        html.begin("div", "class", "ends soft");
        html.element("span", months.get(0).toString());
        html.element("span", months.get(months.size() - 1).toString()).end();
    }

    /** From the first to the last, also those between that nobody wrote; and a year at least, to be a picture. */
    private static List<YearMonth> months(History history) {
        YearMonth first = history.months().firstKey();
        YearMonth last = history.months().lastKey();
        if (first.plusMonths(MONTHS_MIN - 1).isAfter(last)) {
            first = last.minusMonths(MONTHS_MIN - 1);
        }
        return first.atDay(1)
                .datesUntil(last.atEndOfMonth(), java.time.Period.ofMonths(1))
                .map(YearMonth::from)
                .toList();
    }

    private static void bar(Html html, int x, YearMonth month, Coverage coverage) {
        if (coverage == null || coverage.equals(Coverage.NONE)) {
            return;
        }
        long allMs = coverage.upMs() + coverage.downMs() + coverage.unknownMs();
        double unknown = (double) coverage.unknownMs() / allMs;
        html.begin("g");
        html.element(
                "title",
                month + ": " + Words.percent(coverage) + ", " + Words.seconds(coverage.downMs()) + " down, "
                        + Words.seconds(coverage.unknownMs()) + " unknown");
        rectangle(html, "b", x, 0, HEIGHT);
        if (coverage.unknownMs() > 0) {
            double height = Math.max(2, HEIGHT * unknown);
            rectangle(html, "q", x, HEIGHT - height, height);
        }
        if (coverage.downMs() > 0) {
            double share = Math.log1p(coverage.downMs() / 1e3) / Math.log1p(FULL_S);
            rectangle(html, "d", x, 0, Math.max(2, HEIGHT * Math.min(1, share)));
        }
        html.end();
    }

    private static void rectangle(Html html, String kind, int x, double y, double height) {
        html.lone("rect", "class", kind, "x", "" + x, "y", number(y), "width", "" + WIDTH, "height", number(height));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
