package io.fivenines.coordinator.uptime.page;

import java.util.function.Consumer;

/**
 * A table that on a telephone is a list: each cell then says itself what it is. The roles keep it a table for those who
 * do not see it.
 */
final class Grid {
    private final Html html;
    private final String[] heads;
    private int column;

    /** Begins one. */
    Grid(Html html, String caption, String... heads) {
        this.html = html;
        this.heads = heads;
        html.begin("table", "role", "table").element("caption", caption);
        html.begin("thead", "role", "rowgroup").begin("tr", "role", "row");
        for (String head : heads) {
            html.element("th", head, "role", "columnheader", "scope", "col");
        }
        html.end().end().begin("tbody", "role", "rowgroup");
    }

    /** Begins a row with what it is about. */
    Grid row(String head) {
        column = 1;
        html.begin("tr", "role", "row").element("th", head, "role", "rowheader", "scope", "row");
        return this;
    }

    Grid cell(String words) {
        return cell(inside -> inside.text(words));
    }

    Grid cell(Consumer<Html> content) {
        html.begin("td", "role", "cell", "data-is", heads[column++]);
        content.accept(html);
        html.end();
        return this;
    }

    void endRow() {
        html.end();
    }

    void end() {
        html.end().end();
    }
}
