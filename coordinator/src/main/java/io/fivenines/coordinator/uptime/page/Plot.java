package io.fivenines.coordinator.uptime.page;

import java.util.List;
import java.util.Locale;

/** How long a step took over the last day: the medians as a line, broken where nothing was seen. */
final class Plot {
    private static final int HEIGHT = 30;

    private Plot() {}

    static void draw(Html html, Board.Pace pace) {
        List<Integer> medians = pace.medians();
        int topMs = medians.stream().mapToInt(ms -> ms).max().orElse(0);
        html.begin(
                "svg",
                "class",
                "plot",
                "role",
                "img",
                "viewBox",
                "0 0 " + medians.size() + " " + HEIGHT,
                "preserveAspectRatio",
                "none",
                "aria-label",
                Words.step(pace.step()) + ": the last 24 hours, 0 to " + topMs + " ms");
        StringBuilder path = new StringBuilder();
        boolean drawing = false;
        for (int i = 0; i < medians.size(); i++) {
            int ms = medians.get(i);
            if (ms >= 0) {
                double y = (HEIGHT - 1) - (HEIGHT - 2.0) * ms / Math.max(1, topMs);
                // A stretch of one would be no line.
                path.append(String.format(Locale.ROOT, "%s%d %.1fh.8", drawing ? "L" : "M", i, y));
            }
            drawing = ms >= 0;
        }
        html.lone("path", "class", "l", "d", path.toString()).end();
    }
}
