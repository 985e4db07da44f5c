package io.fivenines.coordinator.uptime.page;

import io.fivenines.coordinator.uptime.Coverage;
import io.fivenines.coordinator.uptime.State;
import io.fivenines.coordinator.uptime.figures.Percent;

/** The state and the figure of the running year, small enough for anybody's page. */
final class Badge {
    private static final int LETTER = 7;
    private static final int HEIGHT = 20;
    static final String LEFT_GROUND = "#3d444d";
    static final String LETTERS = "#ffffff";

    private Badge() {}

    /** The colour of a state, dark enough for white letters. */
    static String colour(State state) {
        return switch (state) {
            case UP -> "#1a6b34";
            case DOWN -> "#b3201a";
            case UNKNOWN -> "#5b5f66";
        };
    }

    static String text(Board board) {
        Coverage year = board.whole().years().getOrDefault(Edition.year(board.asOfMs()), Coverage.NONE);
        String left = Words.state(board.state());
        String right =
                Percent.up(year).map(share -> share.text() + " % this year").orElse("unknown");
        int leftWidth = (left.length() + 2) * LETTER;
        int width = leftWidth + (right.length() + 2) * LETTER;
        Html svg = new Html()
                .begin(
                        "svg",
                        "xmlns",
                        "http://www.w3.org/2000/svg",
                        "role",
                        "img",
                        "width",
                        "" + width,
                        "height",
                        "" + HEIGHT,
                        "aria-label",
                        left + ", " + right);
        svg.element("title", left + ", " + right);
        half(svg, 0, leftWidth, colour(board.state()), left);
        half(svg, leftWidth, width - leftWidth, LEFT_GROUND, right);
        return svg.end().toString() + "\n";
    }

    private static void half(Html svg, int x, int width, String ground, String words) {
        svg.lone("rect", "x", "" + x, "width", "" + width, "height", "" + HEIGHT, "fill", ground);
        svg.element(
                "text",
                words,
                "x",
                "" + (x + width / 2),
                "y",
                "14",
                "fill",
                LETTERS,
                "font-family",
                "Verdana,DejaVu Sans,sans-serif",
                "font-size",
                "11",
                "text-anchor",
                "middle");
    }

    /** A dot for the browser's tab. */
    static String icon(Board board) {
        Html svg = new Html().begin("svg", "xmlns", "http://www.w3.org/2000/svg", "viewBox", "0 0 16 16");
        svg.lone("circle", "cx", "8", "cy", "8", "r", "7", "fill", colour(board.state()));
        return svg.end().toString() + "\n";
    }
}
